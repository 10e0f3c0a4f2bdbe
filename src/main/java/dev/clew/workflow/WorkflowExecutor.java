package dev.clew.workflow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.agent.Asker;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.run.Recording;
import dev.clew.run.ResumedSpan;
import dev.clew.run.Runner;
import dev.clew.run.StageCommand;
import dev.clew.run.process.Outcome;
import dev.clew.run.process.RunContext;
import dev.clew.run.process.Signals;
import dev.clew.telemetry.DeliveryOutcome;
import dev.clew.telemetry.Telemetry;
import dev.clew.workflow.definition.InputValues;
import dev.clew.workflow.definition.Workflow;
import dev.clew.workflow.definition.WorkflowFile;
import dev.clew.workflow.engine.Ending;
import dev.clew.workflow.engine.Questions;
import dev.clew.workflow.engine.WorkflowEngine;
import dev.clew.workflow.execution.ExecutionEvent;
import dev.clew.workflow.execution.ExecutionFiles;
import dev.clew.workflow.execution.ExecutionFiles.Ownership;
import dev.clew.workflow.execution.ExecutionHome;
import dev.clew.workflow.execution.ExecutionId;
import dev.clew.workflow.execution.ExecutionState;
import dev.clew.workflow.execution.Inbox;
import dev.clew.workflow.execution.NodeState;
import dev.clew.workflow.execution.TransitionType;
import dev.clew.workflow.node.Leftovers;
import dev.clew.workflow.node.McpServers;
import dev.clew.workflow.node.ModelAccess;
import dev.clew.workflow.node.NodeRunners;
import dev.clew.workflow.node.NodeStreams;
import dev.clew.workflow.node.NodeSurroundings;
import dev.clew.workflow.recording.ExecutionMetrics;
import dev.clew.workflow.recording.ExecutionRecorder;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Executes workflows and records them as runs.
public final class WorkflowExecutor {
  private static final AttributeKey<String> WORKSPACE = AttributeKey.stringKey("clew.workspace");
  private static final long FLUSH_MILLIS = 200;

  private final ExecutionContext context;
  private final RunContext around;
  private final Telemetry telemetry;
  private final Display display;
  private final ExecutionMetrics metrics = new ExecutionMetrics();

  /// What people see of an execution, and where they are asked.
  public interface Display extends NodeStreams, Consumer<ExecutionEvent> {
    /// The execution begins or goes on.
    void opens(Workflow workflow, ExecutionId id, WorkflowEngine engine, boolean resumed);

    Questions questions();

    /// Decides what the rules of agents leave open.
    Asker permissions();
  }

  /// How an execution ended.
  public record Result(ExecutionId id, Ending ending, Runner.Result run) {}

  public WorkflowExecutor(ExecutionContext context, Display display) {
    this.context = context;
    this.around = context.around();
    this.telemetry = context.telemetry();
    this.display = display;
  }

  /// Executes a workflow.
  ///
  /// @param inputs without secrets
  /// @param directory in which nodes run
  /// @param labels attributes of the execution's span, such as the workspace's
  public Result start(
      Workflow workflow,
      ObjectNode inputs,
      Path directory,
      Attributes labels,
      ExecutionHome home,
      RandomGenerator random)
      throws InterruptedException {
    ExecutionId id = ExecutionId.random(around.clock().instant(), random);
    Map<String, String> secrets = new InputValues(workflow, around.environment()).secrets();
    Recording recording = record(workflow, id, null);
    recording.span().setAllAttributes(labels);
    SpanContext span = recording.span().getSpanContext();
    SpanContext parent =
        Span.fromContext(context.carrier().extract(around.environment())).getSpanContext();
    ExecutionEvent started =
        ExecutionEvent.of(around.clock().instant(), TransitionType.WORKFLOW_STARTED, "")
            .with("workflow", workflow.name())
            .with("version", workflow.version())
            .with("file", workflow.file().toAbsolutePath().toString())
            .with("directory", directory.toString())
            .with("run_id", telemetry.run().hex())
            .with("trace_id", span.getTraceId())
            .with("span_id", span.getSpanId())
            .with("parent_span_id", parent.isValid() ? parent.getSpanId() : "")
            .with("workspace", Objects.requireNonNullElse(labels.get(WORKSPACE), ""))
            .with("inputs", inputs);
    ExecutionFiles files = home.create(id, workflow.source(), started);
    try (Ownership owner = owned(files);
        var _ = context.metricsEndpoint(metrics)) {
      var state = new ExecutionState(files.outputs());
      return execute(workflow, files, owner, state, started, inputs, secrets, recording);
    }
  }

  /// Goes on with an execution, from its log.
  ///
  /// @throws ClewError E102 when a process executes it, E104 when there is nothing left to do
  public Result resume(ExecutionFiles files) throws InterruptedException {
    try (Ownership owner = owned(files)) {
      ExecutionState state = files.state();
      if (state.phase() == ExecutionState.Phase.COMPLETED) {
        throw new ClewError(ErrorCode.E104, files.id() + " has completed.");
      }
      ObjectNode about = state.about();
      Workflow workflow =
          WorkflowFile.read(files.workflow(), Path.of(about.path("file").asText("workflow.toml")));
      Map<String, String> secrets = new InputValues(workflow, around.environment()).secrets();
      var _ =
          new Leftovers(around.libc(), around.procFs())
              .end(files.id(), task -> state.node(task).status() == NodeState.Status.COMPLETED);
      new Inbox(files).dropCancellations();
      Recording recording = record(workflow, files.id(), resumed(state));
      ExecutionEvent resumed =
          ExecutionEvent.of(around.clock().instant(), TransitionType.WORKFLOW_RESUMED, "")
              .with("pid", around.pid());
      owner.log().append(List.of(resumed));
      ObjectNode inputs =
          about.path("inputs") instanceof ObjectNode given ? given : about.objectNode();
      try (var _ = context.metricsEndpoint(metrics)) {
        return execute(workflow, files, owner, state, resumed, inputs, secrets, recording);
      }
    }
  }

  private static Ownership owned(ExecutionFiles files) {
    Ownership owner = files.own();
    if (owner == null) {
      throw new ClewError(ErrorCode.E102, files.id() + " is executed by another process.");
    }
    return owner;
  }

  private Recording record(Workflow workflow, ExecutionId id, @Nullable ResumedSpan resumed) {
    Attributes about = ExecutionRecorder.about(workflow, id);
    return context.runner().begin("execution " + id, workflow.name(), about, resumed);
  }

  /// The span that a killed process could not end; null where it was ended, so that another one is
  /// needed.
  private static @Nullable ResumedSpan resumed(ExecutionState state) {
    Instant start = state.started();
    ObjectNode about = state.about();
    if (state.ended() != null || start == null) {
      return null;
    }
    String trace = about.path("trace_id").asText();
    SpanContext span = span(trace, about.path("span_id").asText());
    SpanContext parent = span(trace, about.path("parent_span_id").asText());
    return span.isValid()
        ? new ResumedSpan(
            span, parent.isValid() ? Context.root().with(Span.wrap(parent)) : Context.root(), start)
        : null;
  }

  private static SpanContext span(String trace, String span) {
    return SpanContext.create(trace, span, TraceFlags.getSampled(), TraceState.getDefault());
  }

  private Result execute(
      Workflow workflow,
      ExecutionFiles files,
      Ownership owner,
      ExecutionState state,
      ExecutionEvent first,
      ObjectNode inputs,
      Map<String, String> secrets,
      Recording recording)
      throws InterruptedException {
    ObjectNode all = inputs.deepCopy();
    secrets.forEach(
        (name, value) -> {
          context.redaction().mask(value);
          all.put(name, value);
        });
    metrics.executionBegan(workflow.name());
    var observer =
        new ExecutionRecorder(recording, workflow, files.id(), metrics, display, around.clock());
    state.apply(first);
    var subject =
        new WorkflowEngine.Subject(
            workflow,
            files,
            owner.log(),
            state,
            telemetry.run().hex(),
            all,
            around.environment(),
            context.redaction()::text);
    Path base = Path.of(state.about().path("directory").asText());
    var servers =
        new McpServers(context.mcp(), workflow, around.environment(), base, context::egress);
    StageCommand stages = context.stages();
    var runners =
        new NodeRunners(
            stages,
            around,
            telemetry.recorder(),
            display,
            new NodeSurroundings(base.toString(), context.variables()),
            context::egress,
            new ModelAccess(context.models(), around.environment(), base, metrics::modelCalled),
            servers,
            context.consent(display.permissions()));
    var engine =
        new WorkflowEngine(subject, runners, observer, display.questions(), around.clock());
    display.opens(workflow, files.id(), engine, first.type() == TransitionType.WORKFLOW_RESUMED);
    observer.happened(first);
    Instant start = around.clock().instant();
    ScheduledThreadPoolExecutor ticks = ticks();
    Ending ending;
    try (servers;
        Signals signals = Signals.intercept(around.libc(), around.inherited().signals())) {
      signals.to(signal -> receive(engine, signal));
      ending = engine.run();
    } catch (ClewError e) {
      // It is interrupted, and can be resumed: what has been recorded is not to be lost.
      var _ = telemetry.recorder().close();
      throw e;
    } finally {
      ticks.shutdown();
    }
    Outcome outcome = EndingOutcome.of(ending, workflow);
    Instant end = around.clock().instant();
    metrics.executionEnded(
        workflow.name(), EndingOutcome.status(ending), Duration.between(start, end));
    telemetry.recorder().measure("workflow", metrics.values(), end);
    recording.about(metrics.totals());
    DeliveryOutcome delivered = recording.finish(outcome, EndingOutcome.usage(stages), end);
    return new Result(files.id(), ending, new Runner.Result(outcome, delivered, null));
  }

  /// What happens at intervals: lines that wait are handed on, and metrics are taken.
  private ScheduledThreadPoolExecutor ticks() {
    var ticks =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("clew-workflow-metrics").daemon(true).factory());
    var _ =
        ticks.scheduleAtFixedRate(
            telemetry.recorder()::flush, FLUSH_MILLIS, FLUSH_MILLIS, TimeUnit.MILLISECONDS);
    long period = around.sampling().toNanos();
    var _ =
        ticks.scheduleAtFixedRate(
            () ->
                telemetry
                    .recorder()
                    .measure("workflow", metrics.values(), around.clock().instant()),
            period,
            period,
            TimeUnit.NANOSECONDS);
    return ticks;
  }

  private static void receive(WorkflowEngine engine, int signal) {
    switch (signal) {
      case Signals.HUP, Signals.INT, Signals.QUIT, Signals.TERM ->
          engine.cancel("signal " + signal);
      default -> {
        // Suspending and resizing concern no node: each has a process group of its own.
      }
    }
  }
}
