package dev.clew.telemetry;

import io.opentelemetry.api.common.Attributes;
import org.jspecify.annotations.Nullable;

/// One value of a metric at a moment.
///
/// @param name as the semantic conventions write it
/// @param unit in UCUM
/// @param value of a histogram, the sum
/// @param integral whether the value is a whole number and is recorded as one
/// @param distribution of a histogram's values, or null for any other kind
public record Measurement(
    String name,
    Kind kind,
    String unit,
    double value,
    boolean integral,
    Attributes attributes,
    @Nullable Distribution distribution) {
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
    return new Measurement(
        name, kind, unit, value, true, attributes, distribution(kind, (double) value));
  }

  /// A real number.
  public static Measurement of(
      String name, Kind kind, String unit, double value, Attributes attributes) {
    return new Measurement(name, kind, unit, value, false, attributes, distribution(kind, value));
  }

  /// Many values.
  public static Measurement of(
      String name, String unit, Distribution values, Attributes attributes) {
    return new Measurement(name, Kind.HISTOGRAM, unit, values.sum(), false, attributes, values);
  }

  private static @Nullable Distribution distribution(Kind kind, double value) {
    return kind == Kind.HISTOGRAM ? Distribution.of(value) : null;
  }

  /// The same with another name, another unit and other attributes.
  Measurement with(String other, String otherUnit, Attributes others) {
    return new Measurement(other, kind, otherUnit, value, integral, others, distribution);
  }
}
