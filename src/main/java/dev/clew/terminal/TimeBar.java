package dev.clew.terminal;

/// A stretch of time as a bar on a run's time axis, exact to an eighth of a column.
///
/// @param start of the axis, nanoseconds
/// @param end of the axis, nanoseconds
/// @param columns of the axis; 0 for no bars
public record TimeBar(long start, long end, int columns) {
  private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

  /// The bar from one time to another, at least an eighth long. Blocks fill a column from its left,
  /// so a bar begins at a whole column.
  public String of(long from, long to) {
    if (columns == 0) {
      return "";
    }
    int total = columns * 8;
    int left = Math.min(total - 8, eighths(from) / 8 * 8);
    int length = Math.clamp((long) eighths(to) - eighths(from), 1, total - left);
    StringBuilder bar = new StringBuilder(" ".repeat(left / 8)).append("█".repeat(length / 8));
    return (length % 8 == 0 ? bar : bar.append(EIGHTHS.charAt(length % 8))).toString();
  }

  private int eighths(long time) {
    double share = end > start ? (double) (time - start) / (end - start) : 0;
    return (int) Math.round(Math.clamp(share, 0.0, 1.0) * columns * 8);
  }
}
