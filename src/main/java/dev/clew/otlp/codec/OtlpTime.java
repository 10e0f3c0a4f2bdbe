package dev.clew.otlp.codec;

/// Times of OTLP: nanoseconds since 1970 without a sign, 0 for unknown.
public final class OtlpTime {
  private OtlpTime() {}

  /// A time as a signed number. What does not fit into one, a moment after April 2262, counts as
  /// unknown.
  ///
  /// @return 0 where it is not known
  public static long known(long nanos) {
    return Math.max(0, nanos);
  }

  /// Whether two times bound something: both are known, and the end is not before the start.
  public static boolean isPeriod(long start, long end) {
    return start > 0 && end >= start;
  }
}
