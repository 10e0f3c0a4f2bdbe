package dev.clew.runs;

import dev.clew.record.Attributes;
import dev.clew.record.LogEntry;
import dev.clew.record.SpanEntry;
import dev.clew.record.SpanKey;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What is known of one span so far, from its events and its span in whatever order they come.
final class PartialNode {
  private static final int SERVER = 2;

  /// A loop that retries may record as many as it likes.
  private static final int MOST_EXCEPTIONS = 10;

  final SpanKey key;
  String parentSpanId = "";

  /// What launched a session, which is a trace of its own.
  private @Nullable SpanKey launch;

  private String name = "";
  private RunNode.Kind kind = RunNode.Kind.SPAN;
  private long start;
  private long end;
  private boolean started;
  private boolean finished;
  private boolean skipped;
  private boolean error;
  private OptionalInt exitCode = OptionalInt.empty();
  private String owner = "";
  private boolean timedOut;
  private List<String> outputTail = List.of();
  private Attributes attributes = Attributes.EMPTY;
  private String statusMessage = "";
  private List<SpanEntry.SpanEvent> exceptions = List.of();
  private int spanKind;
  private @Nullable Attributes resource;

  PartialNode(SpanKey key) {
    this.key = key;
  }

  /// The key of its parent, which is a span of the same trace.
  SpanKey parent() {
    SpanKey linked = launch;
    return parentSpanId.isEmpty() && linked != null
        ? linked
        : new SpanKey(key.traceId(), parentSpanId);
  }

  /// Whether it may be part of another.
  boolean hasParent() {
    return !parentSpanId.isEmpty() || launch != null;
  }

  /// Whether it has a span already of which another one bears the ids.
  boolean isAnotherThan(SpanEntry span) {
    return resource != null
        && (spanKind != span.kind() || !resource.text().equals(span.source().resource().text()));
  }

  /// Whether it has the server's side of a span.
  boolean isServer() {
    return spanKind == SERVER;
  }

  void span(SpanEntry span) {
    spanKind = span.kind();
    resource = span.source().resource();
    parentSpanId = span.parentSpanId();
    boolean session = !resource.text("session.id").isEmpty() && !span.links().isEmpty();
    launch = session ? span.links().getFirst() : null;
    start = span.startNanos();
    end = span.endNanos();
    finished = true;
    error |= span.error();
    attributes = span.attributes();
    statusMessage = span.statusMessage();
    exceptions =
        span.events().stream()
            .filter(event -> event.name().equals("exception"))
            .limit(MOST_EXCEPTIONS)
            .toList();
    name = name.isEmpty() ? span.name() : name;
    switch (span.attributes().text("clew.kind")) {
      case "run" -> kind = RunNode.Kind.RUN;
      case "stage" -> kind = RunNode.Kind.STAGE;
      default -> {}
    }
    outcome(span.attributes());
  }

  /// Takes an event in; those that say nothing of a run's course are ignored. So are those of a
  /// process that has inherited the span from the one that owns it: it may outlive its owner, and
  /// must not end it in its place.
  void event(LogEntry event) {
    String process = event.source().resource().text("process.pid");
    if (event.eventName().equals("run.resumed")) {
      owner = process;
      return;
    }
    if (!owner.isEmpty() && !process.isEmpty() && !owner.equals(process)) {
      return;
    }
    switch (event.eventName()) {
      case "run.started" -> started(event, RunNode.Kind.RUN);
      case "stage.started" -> started(event, RunNode.Kind.STAGE);
      case "container.started" -> started(event, RunNode.Kind.SPAN);
      case "command.finished" -> outcome(event.attributes());
      case "container.exited", "container.crashed" -> finished(event, RunNode.Kind.SPAN);
      case "stage.finished", "stage.failed" -> finished(event, RunNode.Kind.STAGE);
      case "run.finished" -> finished(event, RunNode.Kind.RUN);
      case "stage.skipped" -> skipped(event);
      default -> {}
    }
  }

  private void started(LogEntry event, RunNode.Kind what) {
    begin(event, what);
    owner = event.source().resource().text("process.pid");
    started = true;
    start = start == 0 ? event.timeNanos() : start;
    parentSpanId =
        parentSpanId.isEmpty() ? event.attributes().text("clew.parent_span_id") : parentSpanId;
    attributes = attributes.size() == 0 ? event.attributes() : attributes;
  }

  private void finished(LogEntry event, RunNode.Kind what) {
    begin(event, what);
    finished = true;
    error |= event.eventName().equals("stage.failed");
    end = end == 0 ? event.timeNanos() : end;
    if (start == 0) {
      double seconds = event.attributes().number("clew.duration").orElse(0);
      start = end - (long) (seconds * 1e9);
    }
    outcome(event.attributes());
  }

  private void skipped(LogEntry event) {
    begin(event, RunNode.Kind.STAGE);
    skipped = true;
    started = true;
    start = event.timeNanos();
    end = start;
    parentSpanId = event.attributes().text("clew.parent_span_id");
    attributes = event.attributes();
  }

  private void begin(LogEntry event, RunNode.Kind what) {
    kind = what;
    String given = event.attributes().text("clew.name");
    name = given.isEmpty() ? name : given;
  }

  private void outcome(Attributes attributes) {
    OptionalLong code = attributes.whole("process.exit.code");
    if (code.isPresent()) {
      exitCode = OptionalInt.of((int) code.getAsLong());
    }
    String errorType = attributes.text("error.type");
    error |= !errorType.isEmpty();
    timedOut |= errorType.equals("timeout");
    String tail = attributes.text("clew.output.tail");
    if (!tail.isEmpty()) {
      outputTail = tail.lines().toList();
    }
  }

  boolean known() {
    return started || finished;
  }

  boolean isRun() {
    return kind == RunNode.Kind.RUN;
  }

  boolean isStage() {
    return kind == RunNode.Kind.STAGE;
  }

  boolean isStarted() {
    return started;
  }

  boolean isFinished() {
    return finished;
  }

  /// Whether it is a process that a machine of a fleet was told to run.
  boolean isOfAFleet() {
    return kind == RunNode.Kind.STAGE && !attributes.text("clew.job.id").isEmpty();
  }

  RunNode node(boolean live, long until, List<RunNode> children) {
    String program = attributes.text("process.executable.name");
    return new RunNode(
        key.spanId(),
        parentSpanId,
        key.traceId(),
        name.isEmpty() ? program : name,
        kind,
        state(live),
        start,
        finished || skipped ? end : Math.max(start, until),
        outputTail,
        statusMessage,
        exceptions,
        attributes,
        children);
  }

  State state(boolean live) {
    if (skipped) {
      return new State.Skipped();
    }
    if (!finished) {
      return live ? new State.Running() : new State.Interrupted();
    }
    return error || exitCode.orElse(0) != 0 ? new State.Failed(exitCode, timedOut) : new State.Ok();
  }
}
