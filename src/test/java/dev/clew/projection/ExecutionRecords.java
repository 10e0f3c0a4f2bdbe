package dev.clew.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.clew.config.ServeSettings;
import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.store.RunProjection;
import dev.clew.store.Store;
import dev.clew.store.StoreSettings;
import dev.clew.store.StoredRun;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Records as an execution of a workflow sends them, in a store. Times are milliseconds after the
/// beginning.
final class ExecutionRecords implements AutoCloseable {
  /// The id of the execution's span.
  static final int ROOT = 1;

  static final String EXECUTION = "exec_1";
  private static final String TRACE = "00000000000000070000000000000000";

  private final long base = System.currentTimeMillis() * 1_000_000;
  private final List<Span> spans = new ArrayList<>();
  private final List<LogRecord> logs = new ArrayList<>();
  private final Store store;
  private int next = ROOT + 1;

  ExecutionRecords(Path directory) {
    var settings =
        new StoreSettings(directory, ServeSettings.RUN_ID_ATTRIBUTES, Duration.ofDays(1), 1 << 30);
    store = Store.open(settings, Clock.systemUTC(), _ -> {});
  }

  @Override
  public void close() {
    store.close();
  }

  /// The id of the next span.
  int next() {
    return next;
  }

  static KeyValue attribute(String key, Object value) {
    AnyValue.Builder any = AnyValue.newBuilder();
    switch (value) {
      case Integer whole -> any.setIntValue(whole);
      case Double decimal -> any.setDoubleValue(decimal);
      default -> any.setStringValue(value.toString());
    }
    return KeyValue.newBuilder().setKey(key).setValue(any).build();
  }

  static ByteString trace() {
    return ByteString.copyFrom(ByteBuffer.allocate(16).putInt(4, 7));
  }

  static ByteString id(int span) {
    return span == 0
        ? ByteString.EMPTY
        : ByteString.copyFrom(ByteBuffer.allocate(8).putInt(4, span));
  }

  int span(String name, int parent, int from, int to, KeyValue... about) {
    return span(name, parent, from, to, "", about);
  }

  int span(String name, int parent, int from, int to, String error, KeyValue... about) {
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(trace())
            .setSpanId(id(next))
            .setParentSpanId(id(parent))
            .setName(name)
            .setStartTimeUnixNano(base + from * 1_000_000L)
            .setEndTimeUnixNano(base + to * 1_000_000L)
            .addAllAttributes(List.of(about));
    if (!error.isEmpty()) {
      span.addAttributes(attribute("error.type", error))
          .setStatus(Status.newBuilder().setCodeValue(2).setMessage("it was " + error));
    }
    spans.add(span.build());
    return next++;
  }

  int attempt(String task, int number, int from, int to, String error) {
    return span(
        "node:" + task,
        ROOT,
        from,
        to,
        error,
        attribute("clew.execution.id", EXECUTION),
        attribute("clew.node.id", task),
        attribute("clew.node.attempt", number));
  }

  void log(String event, int span, int at, KeyValue... about) {
    logs.add(
        LogRecord.newBuilder()
            .setEventName(event)
            .setTraceId(trace())
            .setSpanId(id(span))
            .setTimeUnixNano(base + at * 1_000_000L)
            .addAllAttributes(List.of(about))
            .build());
  }

  void event(String name, String node, int at, KeyValue... more) {
    List<KeyValue> about = new ArrayList<>(List.of(more));
    about.add(attribute("clew.execution.id", EXECUTION));
    about.add(attribute("clew.workflow.id", "ci"));
    if (!node.isEmpty()) {
      about.add(attribute("clew.node.id", node));
    }
    log(name, ROOT, at, about.toArray(KeyValue[]::new));
  }

  void started(String graph, int nodes) {
    event("workflow_started", "", 0);
    event(
        "workflow_graph",
        "",
        0,
        attribute("clew.workflow.node_count", nodes),
        attribute("clew.workflow.graph", graph));
  }

  int begun(String task, int at) {
    log(
        "stage.started",
        next,
        at,
        attribute("clew.name", "node:" + task),
        attribute("clew.parent_span_id", "0000000000000001"));
    return next++;
  }

  ExecutionGraph graph(String state) {
    store
        .add(
            OtlpSignal.TRACES,
            ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(
                    ResourceSpans.newBuilder()
                        .addScopeSpans(ScopeSpans.newBuilder().addAllSpans(spans)))
                .build()
                .toByteArray())
        .toCompletableFuture()
        .join();
    store
        .add(
            OtlpSignal.LOGS,
            ExportLogsServiceRequest.newBuilder()
                .addResourceLogs(
                    ResourceLogs.newBuilder()
                        .addScopeLogs(ScopeLogs.newBuilder().addAllLogRecords(logs)))
                .build()
                .toByteArray())
        .toCompletableFuture()
        .join();
    StoredRun run = store.runs().byKey(TRACE).orElseThrow();
    RunProjection facts = run.facts();
    var now =
        new StoredRun(
            run.id(),
            run.key(),
            run.attribute(),
            base,
            run.last(),
            run.seen(),
            run.spans(),
            run.failedSpans(),
            run.logs(),
            run.errorLogs(),
            run.points(),
            run.bytes(),
            new RunProjection(
                state,
                state.equals("running"),
                facts.started(),
                facts.duration(),
                facts.name(),
                facts.title(),
                facts.services(),
                facts.branch(),
                facts.summary()));
    GraphView view = new GraphLoader(store).of(now);
    assertThat(view.base()).isEqualTo(Long.toString(base));
    assertThat(view.executions()).hasSize(1);
    return view.executions().getFirst();
  }
}
