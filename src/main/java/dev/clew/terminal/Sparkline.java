package dev.clew.terminal;

import java.util.List;

/// Values over time as one line of blocks.
public final class Sparkline {
  private static final String BLOCKS = "▁▂▃▄▅▆▇█";

  private Sparkline() {}

  /// Draws values as bars of eight heights.
  ///
  /// @param columns how long at most; of more values, each column shows the highest of its share
  public static String of(List<Double> values, int columns) {
    if (values.size() < 2) {
      return "";
    }
    double low = values.stream().mapToDouble(value -> value).min().orElse(0);
    double high = values.stream().mapToDouble(value -> value).max().orElse(0);
    int length = Math.min(columns, values.size());
    StringBuilder line = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      int from = i * values.size() / length;
      int to = (i + 1) * values.size() / length;
      double value = values.subList(from, to).stream().mapToDouble(v -> v).max().orElse(low);
      double share = high > low ? (value - low) / (high - low) : 0;
      line.append(BLOCKS.charAt((int) Math.round(share * (BLOCKS.length() - 1))));
    }
    return line.toString();
  }
}
