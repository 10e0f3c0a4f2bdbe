package dev.clew.telemetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How values are distributed over the bounds of the SDK's default histogram.
///
/// @param counts of values up to each bound, and of those beyond the last
public record Distribution(long count, double sum, double min, double max, List<Long> counts) {
  /// Upper bounds, which belong to their bucket.
  static final List<Double> BOUNDS =
      List.of(
          0d, 5d, 10d, 25d, 50d, 75d, 100d, 250d, 500d, 750d, 1000d, 2500d, 5000d, 7500d, 10000d);

  public Distribution {
    counts = List.copyOf(counts);
  }

  /// The upper bounds of all but the last count.
  public static List<Double> bounds() {
    return BOUNDS;
  }

  /// One value.
  public static Distribution of(double value) {
    Long[] none = new Long[BOUNDS.size() + 1];
    Arrays.fill(none, 0L);
    return new Distribution(0, 0, value, value, List.of(none)).plus(value);
  }

  /// With a further value.
  public Distribution plus(double value) {
    List<Long> more = new ArrayList<>(counts);
    int bucket = 0;
    while (bucket < BOUNDS.size() && value > BOUNDS.get(bucket)) {
      bucket++;
    }
    more.set(bucket, more.get(bucket) + 1);
    return new Distribution(
        count + 1, sum + value, Math.min(min, value), Math.max(max, value), more);
  }
}
