package dev.clew.workflow.node;

import dev.clew.posix.WorkingDirectory;
import dev.clew.run.StageCommand;
import dev.clew.run.process.CommandStreams;
import dev.clew.run.process.Outcome;
import dev.clew.run.process.RunRequest;
import dev.clew.run.terminal.TerminalMode;
import dev.clew.workflow.definition.Action;
import dev.clew.workflow.definition.Output;
import dev.clew.workflow.engine.NodeAttempt;
import dev.clew.workflow.engine.NodeResult;
import dev.clew.workflow.engine.NodeRunner;
import dev.clew.workflow.expression.Reference;
import dev.clew.workflow.expression.Template;
import dev.clew.workflow.expression.Values;
import io.opentelemetry.api.common.Attributes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Runs a program.
final class CommandRunner implements NodeRunner {
  static final Duration GRACE = Duration.ofSeconds(10);

  private static final Set<String> CONTENT = Set.of("nodes", "item", "env");
  private static final Path NOTHING = Path.of("/dev/null");

  private final StageCommand commands;
  private final NodeStreams streams;
  private final NodeSurroundings base;

  /// @param base where nodes run unless they say otherwise
  CommandRunner(StageCommand commands, NodeStreams streams, NodeSurroundings base) {
    this.commands = commands;
    this.streams = streams;
    this.base = base;
  }

  @Override
  public NodeResult run(NodeAttempt attempt) throws InterruptedException {
    var command = (Action.Command) attempt.node().action();
    List<String> words = command.words().stream().map(each -> each.text(attempt.scope())).toList();
    Template directory = command.directory();
    return run(
        attempt,
        words,
        command.words().stream().map(each -> shown(each, attempt)).toList(),
        values(command.environment(), attempt),
        directory == null ? null : directory.text(attempt.scope()),
        command.input(),
        command.output(),
        GRACE);
  }

  /// A word as it is recorded: what other nodes have put out, what items hold and what is in the
  /// environment may be content or secret.
  static String shown(Template word, NodeAttempt attempt) {
    boolean content = word.references().stream().anyMatch(each -> CONTENT.contains(each.root()));
    return content ? word.toString() : word.text(attempt.scope());
  }

  static Map<String, String> values(Map<String, Template> templates, NodeAttempt attempt) {
    Map<String, String> values = new LinkedHashMap<>();
    templates.forEach((name, each) -> values.put(name, each.text(attempt.scope())));
    return values;
  }

  /// Runs a command to its end.
  ///
  /// @param shown its words as they are recorded
  /// @param grace between TERM and KILL where it is cancelled
  NodeResult run(
      NodeAttempt attempt,
      List<String> words,
      List<String> shown,
      Map<String, String> environment,
      @Nullable String directory,
      @Nullable Template input,
      Output as,
      Duration grace)
      throws InterruptedException {
    Map<String, String> variables = new LinkedHashMap<>(base.variables());
    variables.put("CLEW_EXECUTION_ID", attempt.files().id().text());
    variables.put("CLEW_NODE_ID", attempt.task());
    variables.put("CLEW_ATTEMPT", Integer.toString(attempt.number()));
    variables.put("CLEW_IDEMPOTENCY_KEY", attempt.idempotencyKey());
    variables.putAll(environment);
    var request =
        new RunRequest(
            words,
            null,
            directory == null
                ? base.directory()
                : WorkingDirectory.join(base.directory(), directory),
            true,
            TerminalMode.NEVER,
            variables,
            Attributes.empty(),
            true,
            true,
            false,
            null,
            grace);
    var out = new CapturedOutput(attempt, streams.open(attempt.task(), false));
    try {
      var given =
          new CommandStreams(input(attempt, input), out, streams.open(attempt.task(), true));
      StageCommand.End end =
          commands.run(
              request,
              new StageCommand.Recorded(shown, true),
              attempt.context(),
              given,
              running -> started(attempt, running, grace));
      attempt.files().dropInput(attempt.task());
      return result(attempt, end, out, as);
    } catch (IOException e) {
      return NodeResult.Failed.of("output", "its output cannot be kept: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      return NodeResult.Failed.of("output", String.valueOf(e.getMessage()));
    }
  }

  private void started(NodeAttempt attempt, StageCommand.Running running, Duration grace) {
    attempt.cancellation().onCancel(() -> running.stop(grace));
  }

  /// The whole output of a node is read where it is kept, however large it is.
  private static Path input(NodeAttempt attempt, @Nullable Template input) throws IOException {
    if (input == null) {
      return NOTHING;
    }
    Reference whole = input.onlyReference().orElse(null);
    if (whole != null && whole.root().equals("nodes") && whole.name(2).equals("output")) {
      var file = new Reference(List.of("nodes", whole.name(1), "output_file"), whole.offset());
      return Path.of(Values.text(attempt.scope().find(file).value()));
    }
    Path file = attempt.files().inputOf(attempt.task());
    Files.writeString(file, input.text(attempt.scope()));
    return file;
  }

  private static NodeResult result(
      NodeAttempt attempt, StageCommand.End end, CapturedOutput out, Output as) throws IOException {
    Outcome outcome = end.outcome();
    if (outcome.errorType() == null) {
      return new NodeResult.Completed(out.value(as));
    }
    out.discard();
    return attempt.cancellation().isCancelled()
        ? new NodeResult.Cancelled(end.tail())
        : new NodeResult.Failed(type(outcome), message(outcome), outcome, end.tail(), null);
  }

  private static String type(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Exited(int code) -> "exit:" + code;
      case Outcome.Signaled(int signal) -> "signal:" + signal;
      case Outcome.TimedOut _ -> "timeout";
      case Outcome.NotStarted _ -> "not_started";
      case Outcome.Failed failed -> failed.type();
    };
  }

  private static String message(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Exited(int code) -> "exit code " + code;
      case Outcome.Signaled(int signal) -> "died of signal " + signal;
      case Outcome.TimedOut _ -> "timed out";
      case Outcome.NotStarted(var code, String detail) ->
          code + " " + code.headline() + ": " + detail;
      case Outcome.Failed failed -> failed.reason();
    };
  }
}
