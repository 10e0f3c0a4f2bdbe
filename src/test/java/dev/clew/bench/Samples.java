package dev.clew.bench;

import java.util.Arrays;
import java.util.Locale;

/// What was measured, once a round.
///
/// @param values in the order of the rounds
record Samples(double... values) {
  double median() {
    return quantile(0.5);
  }

  double lowerQuartile() {
    return quantile(0.25);
  }

  double upperQuartile() {
    return quantile(0.75);
  }

  /// Between two values in proportion.
  private double quantile(double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  Samples over(Samples other) {
    double[] ratios = new double[Math.min(values.length, other.values.length)];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = values[i] / other.values[i];
    }
    return new Samples(ratios);
  }

  /// Median and quartiles: `5.21 ms (5.10–5.40)`.
  String text(String unit) {
    String median = number(median()) + (unit.isEmpty() ? "" : " " + unit);
    return values.length == 1
        ? median
        : median + " (" + number(lowerQuartile()) + "–" + number(upperQuartile()) + ")";
  }

  private static String number(double value) {
    int decimals = Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0;
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
