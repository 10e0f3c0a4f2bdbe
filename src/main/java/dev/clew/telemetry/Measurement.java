package dev.clew.telemetry;

import io.opentelemetry.api.common.Attributes;

/// One value of a metric at a moment.
///
/// @param name as the semantic conventions write it
/// @param unit in UCUM
/// @param integral whether the value is a whole number and is recorded as one
public record Measurement(
    String name, Kind kind, String unit, double value, boolean integral, Attributes attributes) {
  /// The instruments of the OpenTelemetry metrics API, as far as Clew records them itself.
  public enum Kind {
    /// Cumulative, only grows.
    COUNTER,
    /// Cumulative, grows and shrinks.
    UP_DOWN_COUNTER,
    GAUGE,
    HISTOGRAM
  }

  /// A whole number.
  public static Measurement of(
      String name, Kind kind, String unit, long value, Attributes attributes) {
    return new Measurement(name, kind, unit, value, true, attributes);
  }

  /// A real number.
  public static Measurement of(
      String name, Kind kind, String unit, double value, Attributes attributes) {
    return new Measurement(name, kind, unit, value, false, attributes);
  }

  /// The same with another name, another unit and other attributes.
  Measurement with(String other, String otherUnit, Attributes others) {
    return new Measurement(other, kind, otherUnit, value, integral, others);
  }
}
