package dev.clew.fleet.agent;

import dev.clew.config.Settings;
import dev.clew.fleet.TraceHeaders;
import dev.clew.fleet.job.Order;
import dev.clew.fleet.job.Report;
import dev.clew.fleet.job.TaskState;
import dev.clew.propagation.EnvironmentCarrier;
import dev.clew.run.Recording;
import dev.clew.run.Runner;
import dev.clew.run.StageCommand;
import dev.clew.run.process.CommandStreams;
import dev.clew.run.process.Outcome;
import dev.clew.run.process.RunContext;
import dev.clew.run.process.RunRequest;
import dev.clew.run.terminal.TerminalMode;
import dev.clew.runfile.RunId;
import dev.clew.telemetry.Telemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Runs the command of a task and records it: the span `job.process` continues the trace of who
/// submitted the job, as a part of that run.
final class TaskProcess {
  static final Duration GRACE = Duration.ofSeconds(10);

  /// One that waited longer is linked to its submission.
  private static final Duration PROMPT = Duration.ofSeconds(1);

  private static final Path NOTHING = Path.of("/dev/null");

  private final AgentContext agent;
  private final String node;
  private final Order order;
  private final Map<String, String> headers;
  private @Nullable Consumer<Duration> stop;
  private boolean cancelled;

  TaskProcess(AgentContext agent, String node, Order order, Map<String, String> headers) {
    this.agent = agent;
    this.node = node;
    this.order = order;
    this.headers = headers;
  }

  /// Runs it to its end.
  ///
  /// @param started is told when there is a process
  Report run(TaskFiles files, OutputQueue output, Runnable started) throws InterruptedException {
    Map<String, String> variables = variables(files);
    Settings settings = agent.settings(order.debug(), variables);
    Telemetry telemetry =
        Telemetry.open(
                settings,
                new RunId(order.run()),
                order.debug(),
                agent.machine(),
                agent.clock(),
                agent.words()::accept,
                agent.log())
            .asPart();
    var carrier = new EnvironmentCarrier(settings.telemetry().propagators());
    RunContext around = agent.around(settings, variables);
    Recording recording =
        new Runner(telemetry, carrier, telemetry.redaction(), around)
            .begin("job.process", node, about(), null);
    linkWhereItWaited(recording);
    agent.log().debug("fleet", "task begins", recording.context(), "task", order.task());
    var commands =
        new StageCommand(around, telemetry, carrier, telemetry.redaction())
            .without(AgentContext.SECRETS);
    StageCommand.End end =
        commands.run(
            request(variables),
            new StageCommand.Recorded(order.command(), true),
            recording.context(),
            new CommandStreams(NOTHING, output.stream(false), output.stream(true)),
            running -> {
              started.run();
              stoppable(running::stop);
            });
    Instant now = agent.clock().instant();
    var _ =
        recording.finish(
            end.outcome(),
            new Recording.Usage(null, List.of(), 0, 0, OptionalDouble.empty(), 0),
            now);
    Report report = report(end.outcome(), now);
    agent
        .log()
        .debug(
            "fleet",
            "task is over",
            recording.context(),
            "task",
            order.task(),
            "state",
            report.state().label());
    return report;
  }

  private Map<String, String> variables(TaskFiles files) {
    Map<String, String> variables = new HashMap<>();
    String parent = headers.get(TraceHeaders.TRACEPARENT);
    if (parent != null) {
      variables.put("TRACEPARENT", parent);
    }
    variables.put("CLEW_RUN_ID", order.run());
    variables.put("CLEW_HOME", files.directory().toString());
    variables.put("CLEW_JOB_ID", order.job());
    variables.put("CLEW_TASK_ID", order.task());
    variables.put("CLEW_NODE", node);
    variables.put("CLEW_ATTEMPT", Integer.toString(order.attempt()));
    return variables;
  }

  private Attributes about() {
    return Attributes.builder()
        .put("clew.node", node)
        .put("clew.job.id", order.job())
        .put("clew.identity", order.identity())
        .put("clew.attempt", (long) order.attempt())
        .build();
  }

  private void linkWhereItWaited(Recording recording) {
    SpanContext submission = TraceHeaders.span(headers);
    Duration waited = Duration.between(Instant.parse(order.sent()), agent.clock().instant());
    if (submission.isValid() && waited.compareTo(PROMPT) > 0) {
      recording.span().addLink(submission);
    }
  }

  private RunRequest request(Map<String, String> own) {
    Map<String, String> variables = new HashMap<>(order.environment());
    variables.putAll(own);
    return new RunRequest(
        order.command(),
        null,
        order.directory().isEmpty() ? null : order.directory(),
        true,
        TerminalMode.NEVER,
        variables,
        Attributes.empty(),
        true,
        true,
        false,
        order.timeoutMillis() == 0 ? null : Duration.ofMillis(order.timeoutMillis()),
        GRACE);
  }

  private void stoppable(Consumer<Duration> by) {
    boolean now;
    synchronized (this) {
      stop = by;
      now = cancelled;
    }
    if (now) {
      by.accept(GRACE);
    }
  }

  /// Ends it: TERM, and KILL later.
  void cancel() {
    Consumer<Duration> by;
    synchronized (this) {
      cancelled = true;
      by = stop;
    }
    if (by != null) {
      by.accept(GRACE);
    }
  }

  synchronized boolean isCancelled() {
    return cancelled;
  }

  private Report report(Outcome outcome, Instant now) {
    String why =
        switch (outcome) {
          case Outcome.Exited _ -> "";
          case Outcome.Signaled(int signal) -> "signal " + signal;
          case Outcome.TimedOut _ -> "timed out";
          case Outcome.NotStarted(var code, String detail) ->
              "[" + code + "] " + code.headline() + ": " + detail;
          case Outcome.Failed failed -> failed.reason();
        };
    TaskState state =
        outcome.errorType() == null
            ? TaskState.SUCCEEDED
            : isCancelled() ? TaskState.CANCELLED : TaskState.FAILED;
    return new Report(
        order.job(), order.task(), node, state, outcome.clewExitCode(), why, now.toString());
  }
}
