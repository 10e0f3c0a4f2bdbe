package dev.clew.fleet.agent;

import dev.clew.fleet.TraceHeaders;
import dev.clew.fleet.job.Order;
import dev.clew.fleet.job.ServiceTask;
import dev.clew.run.process.Outcome;
import dev.clew.telemetry.Recorder;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a machine does to replicas, as spans: `runtime.start` and `runtime.stop`, each continuing
/// the reconciliation that ordered it. A task of a job has neither.
final class RuntimeSpans {
  private final @Nullable Span start;
  private boolean started;

  private RuntimeSpans(@Nullable Span start) {
    this.start = start;
  }

  /// An order to end a replica.
  ///
  /// @param run that it is part of; empty for none
  /// @param identity who wants it
  /// @param headers of the order; none where the agent ends by itself
  record Stop(String run, String identity, Map<String, String> headers, Instant at) {}

  static RuntimeSpans begin(
      Recorder recorder, Order order, String node, Map<String, String> headers, Instant now) {
    Span start =
        order.service() == null
            ? null
            : recorder.startSpan("runtime.start", context(headers), about(order, node), now);
    return new RuntimeSpans(start);
  }

  private static Context context(Map<String, String> headers) {
    return Context.root().with(Span.wrap(TraceHeaders.span(headers)));
  }

  /// Who a task is done for, and where; of a replica everything that the spans of a fleet name.
  static Attributes about(Order order, String node) {
    AttributesBuilder about =
        Attributes.builder().put("clew.node", node).put("clew.identity", order.identity());
    ServiceTask service = order.service();
    if (service != null) {
      about
          .put("clew.cluster_id", service.cluster())
          .put("clew.deployment", service.stack())
          .put("clew.service", service.service())
          .put("clew.replica_id", order.task())
          .put("clew.version", service.version())
          .put("clew.runtime", service.runtime());
    }
    return about.build();
  }

  /// What has the process continue the start.
  Map<String, String> variables() {
    if (start == null) {
      return Map.of();
    }
    String parent = TraceHeaders.of(start.getSpanContext()).get(TraceHeaders.TRACEPARENT);
    return parent == null ? Map.of() : Map.of("TRACEPARENT", parent);
  }

  /// There is a process.
  void started(Instant now) {
    if (start != null) {
      started = true;
      start.end(now);
    }
  }

  /// There is none any more, or none has come about.
  void over(Outcome outcome, Instant now) {
    if (start != null && !started) {
      start.setStatus(StatusCode.ERROR, String.valueOf(outcome.errorType()));
      start.end(now);
    }
  }

  /// A replica was ended.
  static void stopped(Recorder recorder, Order order, String node, Stop stop, Instant now) {
    Attributes about = about(order, node).toBuilder().put("clew.identity", stop.identity()).build();
    recorder.startSpan("runtime.stop", context(stop.headers()), about, stop.at()).end(now);
  }
}
