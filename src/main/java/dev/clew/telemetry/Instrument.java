package dev.clew.telemetry;

import dev.clew.telemetry.Measurement.Kind;
import io.opentelemetry.api.common.Attributes;

/// A metric that Clew records by itself, as the reference pages list it.
public interface Instrument {
  /// The metric's name in records.
  String label();

  Kind kind();

  /// In UCUM.
  String unit();

  /// What it measures, for the page.
  String meaning();

  /// One value, a whole number.
  default Measurement of(long value, Attributes attributes) {
    return Measurement.of(label(), kind(), unit(), value, attributes);
  }

  /// One value, a real number.
  default Measurement of(double value, Attributes attributes) {
    return Measurement.of(label(), kind(), unit(), value, attributes);
  }

  /// Many values of a histogram.
  default Measurement of(Distribution values, Attributes attributes) {
    return Measurement.of(label(), unit(), values, attributes);
  }
}
