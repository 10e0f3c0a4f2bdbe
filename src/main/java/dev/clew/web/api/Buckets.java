package dev.clew.web.api;

import dev.clew.web.view.DistributionView;
import java.util.ArrayList;
import java.util.List;

/// Buckets of a histogram in ascending order.
final class Buckets {
  private static final double[] QUANTILES = {0.5, 0.9, 0.99};

  private final List<Bucket> buckets = new ArrayList<>();
  private double total;

  private record Bucket(double from, double to, double count) {}

  /// @param from the lower bound, minus infinity where there is none
  /// @param unsigned how many are in it, as 64 bits without a sign
  void add(double from, double to, long unsigned) {
    if (unsigned != 0) {
      double count = DistributionView.rounded(unsigned);
      buckets.add(new Bucket(from, to, count));
      total += count;
    }
  }

  /// The explicit bounds of `HistogramDataPoint`.
  static Buckets explicit(List<Long> counts, List<Double> bounds) {
    Buckets buckets = new Buckets();
    for (int i = 0; i < counts.size() && i <= bounds.size(); i++) {
      buckets.add(
          i == 0 ? Double.NEGATIVE_INFINITY : bounds.get(i - 1),
          i == bounds.size() ? Double.POSITIVE_INFINITY : bounds.get(i),
          counts.get(i));
    }
    return buckets;
  }

  /// Adds the buckets of one sign of `ExponentialHistogramDataPoint`, whose bounds are powers of
  /// `2^(2^-scale)`.
  void exponential(List<Long> counts, int offset, int scale, boolean negative) {
    double width = Math.scalb(1.0, -scale);
    for (int i = 0; i < counts.size(); i++) {
      int place = negative ? counts.size() - 1 - i : i;
      double low = Math.pow(2, width * (offset + (double) place));
      double high = Math.pow(2, width * (offset + place + 1.0));
      add(negative ? -high : low, negative ? -low : high, counts.get(place));
    }
  }

  /// Quantiles, each within its bucket by its share.
  ///
  /// @param min the lowest value, NaN where it is not known; `max` the highest
  List<List<Double>> quantiles(double min, double max) {
    List<List<Double>> values = new ArrayList<>();
    for (double quantile : QUANTILES) {
      double value = value(quantile * total, min, max);
      if (Double.isFinite(value)) {
        values.add(List.of(quantile, value));
      }
    }
    return values;
  }

  private double value(double rank, double min, double max) {
    double before = 0;
    for (Bucket bucket : buckets) {
      if (before + bucket.count() >= rank) {
        double low = Double.isInfinite(bucket.from()) ? bound(min, bucket.to()) : bucket.from();
        double high = Double.isInfinite(bucket.to()) ? bound(max, bucket.from()) : bucket.to();
        return low + (high - low) * (rank - before) / bucket.count();
      }
      before += bucket.count();
    }
    return Double.NaN;
  }

  private static double bound(double known, double otherwise) {
    return Double.isNaN(known) ? otherwise : known;
  }
}
