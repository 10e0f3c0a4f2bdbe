package dev.clew.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import org.jspecify.annotations.Nullable;

/// A log record, written as it happens.
///
/// @param name event name such as `run.started`, or null for a plain log record
/// @param body a sentence for people
public record Event(@Nullable String name, Severity severity, String body, Attributes attributes) {
  /// One of Clew's own.
  public static Event of(
      LifecycleEvent which, Severity severity, String body, Attributes attributes) {
    return new Event(which.label(), severity, body, attributes);
  }
}
