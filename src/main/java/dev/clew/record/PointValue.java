package dev.clew.record;

import java.util.OptionalDouble;

/// The value of a metric point.
public sealed interface PointValue {
  /// An integer.
  record Whole(long value) implements PointValue {}

  /// A floating-point number.
  record Decimal(double value) implements PointValue {}

  /// Many values in one point.
  ///
  /// @param count 64 bits without a sign
  record Distribution(long count, double sum, OptionalDouble min, OptionalDouble max)
      implements PointValue {}

  /// A point without a value.
  record Missing() implements PointValue {}
}
