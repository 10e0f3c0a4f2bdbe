package dev.clew.run;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.time.Instant;

/// A span that another process has begun and cannot end.
///
/// @param span its ids
/// @param parent with its parent
/// @param start when it began
public record ResumedSpan(SpanContext span, Context parent, Instant start) {}
