package dev.clew.fleet;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Trace context in the headers of HTTP and NATS, by [W3C Trace
/// Context](https://www.w3.org/TR/trace-context/).
public final class TraceHeaders {
  public static final String TRACEPARENT = "traceparent";
  public static final String TRACESTATE = "tracestate";

  private TraceHeaders() {}

  /// The headers that carry a span; none for one that is not valid.
  public static Map<String, String> of(SpanContext span) {
    Map<String, String> headers = new LinkedHashMap<>();
    W3CTraceContextPropagator.getInstance()
        .inject(
            Context.root().with(Span.wrap(span)),
            headers,
            (_, name, value) -> headers.put(name, value));
    return headers;
  }

  /// The span that headers carry; not valid where they carry none.
  public static SpanContext span(Map<String, String> headers) {
    Context context =
        W3CTraceContextPropagator.getInstance()
            .extract(
                Context.root(),
                headers,
                new TextMapGetter<Map<String, String>>() {
                  @Override
                  public Iterable<String> keys(Map<String, String> carrier) {
                    return carrier.keySet();
                  }

                  @Override
                  public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
                    return carrier == null ? null : carrier.get(key);
                  }
                });
    return Span.fromContext(context).getSpanContext();
  }
}
