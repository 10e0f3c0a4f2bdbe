package dev.clew.history;

import java.util.OptionalDouble;

/// The value of a metric point.
public sealed interface Reading {
  /// An integer.
  record Whole(long value) implements Reading {}

  /// A floating-point number.
  record Decimal(double value) implements Reading {}

  /// Many values in one point.
  ///
  /// @param count 64 bits without a sign
  record Distribution(long count, double sum, OptionalDouble min, OptionalDouble max)
      implements Reading {}

  /// A point without a value.
  record Missing() implements Reading {}
}
