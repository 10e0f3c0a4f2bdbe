package dev.clew.telemetry;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes the ids of spans, or gives one span those that it has already.
final class SpanIds implements IdGenerator {
  private final IdGenerator random = IdGenerator.random();
  private final @Nullable String traceId;
  private @Nullable SpanContext given;

  /// @param traceId of all traces; null for one of their own each
  SpanIds(@Nullable String traceId) {
    this.traceId = traceId;
  }

  /// Gives the span that is started by an action its ids.
  synchronized <T> T during(SpanContext ids, Supplier<T> action) {
    given = ids;
    try {
      return action.get();
    } finally {
      given = null;
    }
  }

  @Override
  public synchronized String generateTraceId() {
    SpanContext ids = given;
    if (ids != null) {
      return ids.getTraceId();
    }
    return traceId == null ? random.generateTraceId() : traceId;
  }

  @Override
  public synchronized String generateSpanId() {
    SpanContext ids = given;
    return ids == null ? random.generateSpanId() : ids.getSpanId();
  }
}
