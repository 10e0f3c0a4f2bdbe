package dev.clew.terminal;

import java.util.Locale;

/// Durations as people read them, in few digits: `842µs`, `50ms`, `4.1s`, `12m04s`, `3h05m`,
/// `2d04h`.
public final class Durations {
  private Durations() {}

  /// A duration.
  ///
  /// @param nanos nanoseconds, not negative
  public static String text(long nanos) {
    if (nanos < 999_500) {
      return (nanos + 500) / 1000 + "µs";
    }
    if (nanos < 999_500_000) {
      return (nanos + 500_000) / 1_000_000 + "ms";
    }
    if (nanos < 59_950_000_000L) {
      return String.format(Locale.ROOT, "%.1fs", nanos / 1e9);
    }
    long seconds = (nanos + 500_000_000) / 1_000_000_000;
    if (seconds < 3600) {
      return pair(seconds, 60, "m", "s");
    }
    long minutes = (seconds + 30) / 60;
    return minutes < 24 * 60
        ? pair(minutes, 60, "h", "m")
        : pair((minutes + 30) / 60, 24, "d", "h");
  }

  private static String pair(long amount, long base, String major, String minor) {
    return String.format(Locale.ROOT, "%d%s%02d%s", amount / base, major, amount % base, minor);
  }

  /// How long ago something was, in one unit.
  public static String ago(long nanos) {
    return nanos < 1_000_000_000 ? "just now" : unit(nanos) + " ago";
  }

  /// In how long something will be, in one unit.
  public static String ahead(long nanos) {
    return nanos < 1_000_000_000 ? "now" : "in " + unit(nanos);
  }

  private static String unit(long nanos) {
    long seconds = nanos / 1_000_000_000;
    if (seconds < 60) {
      return seconds + "s";
    }
    if (seconds < 3600) {
      return seconds / 60 + "m";
    }
    return seconds < 86_400 ? seconds / 3600 + "h" : seconds / 86_400 + "d";
  }
}
