package dev.clew.fleet;

import dev.clew.error.ClewError;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;

/// Makes the spans of a fleet's servers, and measures what they do. Each span names the fleet, the
/// machine, the stack, the service, the replica and who it is done for.
///
/// @param cluster the id of the fleet
/// @param node the name of this server
public record FleetTracer(Tracer tracer, FleetMeter meter, String cluster, String node) {
  /// The run that a span is of. It becomes an attribute of the resource where spans are written.
  public static final String RUN = "parallax.run.id";

  /// What a span is about; `*` for all.
  public record About(String stack, String service, String replica, String identity) {}

  /// Begins a span. It is ended by the caller.
  ///
  /// @param parent which it continues; not valid for a trace of its own
  /// @param run 32 hexadecimal digits; empty for none
  public Span begin(String name, SpanContext parent, String run, About about) {
    Span span =
        tracer
            .spanBuilder(name)
            .setParent(Context.root().with(Span.wrap(parent)))
            .setSpanKind(SpanKind.INTERNAL)
            .setAttribute("clew.cluster_id", cluster)
            .setAttribute("clew.node", node)
            .setAttribute("clew.deployment", about.stack())
            .setAttribute("clew.service", about.service())
            .setAttribute("clew.replica_id", about.replica())
            .setAttribute("clew.identity", about.identity())
            .startSpan();
    return run.isEmpty() ? span : span.setAttribute(RUN, run);
  }

  /// Says that what a span is about has failed.
  public static void fail(Span span, ClewError why) {
    span.setStatus(StatusCode.ERROR, why.detail());
    span.setAttribute("error.type", why.code().name());
  }
}
