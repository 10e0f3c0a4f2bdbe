package dev.clew.workflow.node;

import dev.clew.agent.Consent;
import dev.clew.config.Egress;
import dev.clew.run.StageCommand;
import dev.clew.run.process.RunContext;
import dev.clew.telemetry.Recorder;
import dev.clew.workflow.definition.Action;
import dev.clew.workflow.engine.NodeRunner;
import java.net.URI;
import java.util.function.Function;

/// Finds what runs a node.
public final class NodeRunners implements Function<Action, NodeRunner> {
  private final CommandRunner commands;
  private final ContainerRunner containers;
  private final Recorder recorder;
  private final RunContext around;
  private final Function<URI, Egress> egress;
  private final ModelAccess models;
  private final McpServers servers;
  private final AgentRunner agents;

  /// @param base where commands run
  /// @param consent to what an agent's rules leave open
  /// @param egress the way to an endpoint
  public NodeRunners(
      StageCommand stages,
      RunContext around,
      Recorder recorder,
      NodeStreams streams,
      NodeSurroundings base,
      Function<URI, Egress> egress,
      ModelAccess models,
      McpServers servers,
      Consent consent) {
    this.commands = new CommandRunner(stages, streams, base);
    this.containers = new ContainerRunner(commands, around.program());
    this.recorder = recorder;
    this.around = around;
    this.egress = egress;
    this.models = models;
    this.servers = servers;
    this.agents =
        new AgentRunner(
            models,
            servers,
            new ToolCommands(stages, models.calls().captureContent()),
            consent,
            base.directory());
  }

  @Override
  public NodeRunner apply(Action action) {
    return switch (action) {
      case Action.Command _ -> commands;
      case Action.Container _ -> containers;
      case Action.Http _ -> new HttpRunner(recorder, around.clock(), egress);
      case Action.Eval _ -> new EvalRunner(recorder, around.clock());
      case Action.Tool _ -> new ToolRunner(servers);
      case Action.Model _ -> new ModelRunner(models);
      case Action.Judge _ -> new JudgeRunner(models);
      case Action.Agent _ -> agents;
      case Action.Approval _ ->
          throw new IllegalArgumentException("people are asked by the engine itself");
    };
  }
}
