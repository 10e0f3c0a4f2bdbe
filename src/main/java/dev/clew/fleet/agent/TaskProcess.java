package dev.clew.fleet.agent;

import dev.clew.config.Settings;
import dev.clew.fleet.TraceHeaders;
import dev.clew.fleet.identity.Caller;
import dev.clew.fleet.job.Order;
import dev.clew.fleet.job.Report;
import dev.clew.fleet.job.ServiceTask;
import dev.clew.propagation.EnvironmentCarrier;
import dev.clew.run.Recording;
import dev.clew.run.Runner;
import dev.clew.run.StageCommand;
import dev.clew.run.process.CommandStreams;
import dev.clew.run.process.RunContext;
import dev.clew.run.process.RunRequest;
import dev.clew.run.terminal.TerminalMode;
import dev.clew.runfile.RunId;
import dev.clew.telemetry.Recorder;
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
  private final @Nullable ServiceTask service;
  private final int port;
  private @Nullable Consumer<Duration> stop;
  private Runnable onEnd = () -> {};
  private boolean cancelled;
  private @Nullable String unhealthy;
  private RuntimeSpans.@Nullable Stop stopped;

  TaskProcess(AgentContext agent, String node, Order order, Map<String, String> headers) {
    this.agent = agent;
    this.node = node;
    this.order = order;
    this.headers = headers;
    this.service = order.service();
    this.port = service == null || service.expose() == 0 ? 0 : ServiceCommand.freePort();
  }

  /// Runs it to its end.
  ///
  /// @param started is told when there is a process
  Report run(TaskFiles files, OutputQueue output, Runnable started) throws InterruptedException {
    Map<String, String> variables = variables(files);
    Settings settings = agent.settings(order.debug(), variables);
    Telemetry telemetry = telemetry(settings, order.run());
    RuntimeSpans spans = RuntimeSpans.begin(telemetry.recorder(), order, node, headers, now());
    variables.putAll(spans.variables());
    var carrier = new EnvironmentCarrier(settings.telemetry().propagators());
    RunContext around = agent.around(settings, variables);
    Recording recording =
        new Runner(telemetry, carrier, telemetry.redaction(), around)
            .begin(service == null ? "job.process" : "service.process", title(), about(), null);
    linkWhereItWaited(recording);
    agent.log().debug("fleet", "task begins", recording.context(), "task", order.task());
    List<String> words =
        service == null ? order.command() : ServiceCommand.words(order, port, agent.program());
    var commands =
        new StageCommand(around, telemetry, carrier, telemetry.redaction())
            .without(AgentContext.SECRETS);
    StageCommand.End end =
        commands.run(
            request(words, variables),
            new StageCommand.Recorded(words, true),
            recording.context(),
            new CommandStreams(NOTHING, output.stream(false), output.stream(true)),
            running -> {
              spans.started(now());
              started.run();
              stoppable(running::stop);
            });
    ended();
    Instant now = now();
    spans.over(end.outcome(), now);
    stopped(settings, telemetry.recorder(), now);
    var _ =
        recording.finish(
            end.outcome(),
            new Recording.Usage(null, List.of(), 0, 0, OptionalDouble.empty(), 0),
            now);
    Report report =
        TaskReport.of(order, node, end.outcome(), unhealthy(), isCancelled(), now.toString());
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

  private Telemetry telemetry(Settings settings, String run) {
    return Telemetry.open(
            settings,
            new RunId(run),
            order.debug(),
            agent.machine(),
            agent.clock(),
            agent.words()::accept,
            agent.log())
        .asPart();
  }

  /// Records the end in the run that wanted it, which is mostly another than that which began it.
  private void stopped(Settings settings, Recorder own, Instant now) {
    RuntimeSpans.Stop by = stopped();
    if (by == null || service == null) {
      return;
    }
    if (by.run().isEmpty() || by.run().equals(order.run())) {
      RuntimeSpans.stopped(own, order, node, by, now);
    } else {
      Recorder other = telemetry(settings, by.run()).recorder();
      RuntimeSpans.stopped(other, order, node, by, now);
      var _ = other.close();
    }
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
    if (service != null) {
      variables.putAll(ServiceCommand.variables(order, service, port));
    }
    return variables;
  }

  private Attributes about() {
    return Attributes.builder()
        .put("clew.job.id", order.job())
        .put("clew.attempt", (long) order.attempt())
        .putAll(RuntimeSpans.about(order, node))
        .build();
  }

  private void linkWhereItWaited(Recording recording) {
    SpanContext submission = TraceHeaders.span(headers);
    Duration waited = Duration.between(Instant.parse(order.sent()), agent.clock().instant());
    if (submission.isValid() && waited.compareTo(PROMPT) > 0) {
      recording.span().addLink(submission);
    }
  }

  private RunRequest request(List<String> words, Map<String, String> own) {
    Map<String, String> variables = new HashMap<>(order.environment());
    variables.putAll(own);
    boolean inside = service != null && service.image() != null;
    return new RunRequest(
        words,
        null,
        order.directory().isEmpty() || inside ? null : order.directory(),
        true,
        TerminalMode.NEVER,
        variables,
        Attributes.empty(),
        true,
        true,
        false,
        order.timeoutMillis() == 0 ? null : Duration.ofMillis(order.timeoutMillis()),
        grace());
  }

  private void stoppable(Consumer<Duration> by) {
    boolean now;
    synchronized (this) {
      stop = by;
      now = cancelled;
    }
    if (now) {
      by.accept(grace());
    }
  }

  /// From TERM to KILL; whoever runs a container has to stop it first.
  private Duration grace() {
    if (service == null) {
      return GRACE;
    }
    Duration own = Duration.ofMillis(service.stopMillis());
    return service.image() == null ? own : own.plus(GRACE);
  }

  /// Ends it: TERM, and KILL later.
  void cancel() {
    cancel("", Caller.SYSTEM.identity(), Map.of());
  }

  /// The same for an order.
  ///
  /// @param run that wants it; empty for none
  /// @param identity who wants it
  /// @param by headers of the order
  void cancel(String run, String identity, Map<String, String> by) {
    synchronized (this) {
      if (stopped == null) {
        stopped = new RuntimeSpans.Stop(run, identity, by, now());
      }
    }
    end(null);
  }

  /// Ends one that is not healthy.
  void fail(String why) {
    end(why);
  }

  private void end(@Nullable String why) {
    Consumer<Duration> by;
    synchronized (this) {
      cancelled |= why == null;
      unhealthy = unhealthy == null && !cancelled ? why : unhealthy;
      by = stop;
    }
    if (by != null) {
      by.accept(grace());
    }
  }

  /// Is called once when its process has ended.
  synchronized void onEnd(Runnable action) {
    onEnd = action;
  }

  private synchronized void ended() {
    onEnd.run();
  }

  private synchronized RuntimeSpans.@Nullable Stop stopped() {
    return stopped;
  }

  private synchronized @Nullable String unhealthy() {
    return unhealthy;
  }

  private Instant now() {
    return agent.clock().instant();
  }

  /// The port that it was given; 0 for none.
  int port() {
    return port;
  }

  boolean isService() {
    return service != null;
  }

  private String title() {
    return service == null ? node : service.service() + "." + order.attempt() + " on " + node;
  }

  synchronized boolean isCancelled() {
    return cancelled;
  }
}
