package dev.clew.workflow.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.agent.Agent;
import dev.clew.agent.AgentLimits;
import dev.clew.agent.AgentListener;
import dev.clew.agent.AgentRequest;
import dev.clew.agent.AgentResult;
import dev.clew.agent.AgentTool;
import dev.clew.agent.AgentTranscript;
import dev.clew.agent.CommandTool;
import dev.clew.agent.Consent;
import dev.clew.agent.FileTools;
import dev.clew.agent.McpTool;
import dev.clew.agent.Permissions;
import dev.clew.error.ClewError;
import dev.clew.model.Cancellation;
import dev.clew.model.ToolSpec;
import dev.clew.posix.WorkingDirectory;
import dev.clew.workflow.definition.Action;
import dev.clew.workflow.definition.AgentBounds;
import dev.clew.workflow.definition.ToolCommand;
import dev.clew.workflow.engine.NodeAttempt;
import dev.clew.workflow.engine.NodeResult;
import dev.clew.workflow.engine.NodeRunner;
import dev.clew.workflow.expression.Template;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/// Lets a model with tools work until it is done. What it has got to is noted after each answer and
/// each round of tools, so that a resumed execution goes on from there.
final class AgentRunner implements NodeRunner {
  private final ModelAccess models;
  private final McpServers servers;
  private final ToolCommands commands;
  private final Consent consent;
  private final String base;

  /// @param consent to what rules leave open
  /// @param base directory of the execution
  AgentRunner(
      ModelAccess models, McpServers servers, ToolCommands commands, Consent consent, String base) {
    this.models = models;
    this.servers = servers;
    this.commands = commands;
    this.consent = consent;
    this.base = base;
  }

  @Override
  public NodeResult run(NodeAttempt attempt) {
    var action = (Action.Agent) attempt.node().action();
    Cancellation cancellation = ModelAccess.cancellation(attempt);
    try {
      AgentResult result =
          new Agent(models.calls())
              .run(
                  request(action, attempt, cancellation),
                  attempt.context(),
                  listener(attempt),
                  cancellation);
      return result(action, attempt, result);
    } catch (ClewError e) {
      return ModelAccess.failure(e);
    } catch (CancellationException e) {
      return new NodeResult.Cancelled(List.of());
    }
  }

  private AgentRequest request(
      Action.Agent action, NodeAttempt attempt, Cancellation cancellation) {
    Template directory = action.directory();
    String workspace =
        directory == null ? base : WorkingDirectory.join(base, directory.text(attempt.scope()));
    List<AgentTool> tools = new ArrayList<>();
    if (action.files()) {
      tools.addAll(FileTools.of(Path.of(workspace)));
    }
    for (ToolCommand tool : action.tools()) {
      tools.add(
          new CommandTool(
              new ToolSpec(tool.name(), tool.description(), tool.schema()),
              tool.command(),
              ToolRunner.LONGEST,
              commands.in(workspace)));
    }
    for (String server : action.servers()) {
      tools.addAll(
          McpTool.of(
              servers.calls(),
              servers.get(server, attempt, cancellation),
              ToolRunner.LONGEST,
              cancellation));
    }
    Template system = action.system();
    AgentBounds bounds = action.bounds();
    JsonNode known = attempt.checkpoint();
    return new AgentRequest(
        attempt.idempotencyKey(),
        attempt.node().id(),
        models.model(action.model(), attempt),
        system == null ? null : system.text(attempt.scope()),
        action.prompt().text(attempt.scope()),
        tools,
        Permissions.of(
            action.permissions(), consent.asker(), consent.memories().apply(Path.of(workspace))),
        new AgentLimits(bounds.turns(), bounds.tokens(), bounds.costUsd(), bounds.time()),
        ModelAccess.options(action.model(), attempt),
        action.contextWindow(),
        known == null ? null : AgentTranscript.of(known));
  }

  private static AgentListener listener(NodeAttempt attempt) {
    return new AgentListener() {
      @Override
      public void onTranscript(AgentTranscript transcript) {
        try {
          attempt.notes().checkpoint(transcript.json());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    };
  }

  private NodeResult result(Action.Agent action, NodeAttempt attempt, AgentResult result) {
    String model = action.model().name().text(attempt.scope());
    var used = models.count(model, result.usage(), result.costUsd());
    if (result.end() == AgentResult.End.CANCELLED) {
      return new NodeResult.Cancelled(List.of());
    }
    if (result.end() != AgentResult.End.DONE) {
      return NodeResult.Failed.of(
          "limit:" + result.end().label(),
          "the agent ended by its limit of " + result.end().label());
    }
    ObjectNode output =
        JsonNodeFactory.instance
            .objectNode()
            .put("text", result.text())
            .put("turns", result.turns());
    return new NodeResult.Completed(attempt.files().keep(attempt.task(), output), used);
  }
}
