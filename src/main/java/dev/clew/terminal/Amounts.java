package dev.clew.terminal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/// Numbers as people read them.
public final class Amounts {
  private static final String PREFIXES = "kMGTPE";

  private Amounts() {}

  /// Bytes in decimal units with at most three digits: `512B`, `84.2MB`.
  public static String bytes(double bytes) {
    double magnitude = Math.abs(bytes);
    if (magnitude < 999.5) {
      return Math.round(bytes) + "B";
    }
    int prefix = -1;
    double scaled = bytes;
    while (Math.abs(scaled) >= 999.5 && prefix < PREFIXES.length() - 1) {
      scaled /= 1000;
      prefix++;
    }
    String digits =
        Math.abs(scaled) < 99.95
            ? String.format(Locale.ROOT, "%.1f", scaled)
            : Long.toString(Math.round(scaled));
    return digits + PREFIXES.charAt(prefix) + "B";
  }

  /// A number with thousands set apart: `1,204`.
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /// A value in its unit (UCUM): bytes scaled, whole numbers in full, others with four digits.
  public static String value(double value, String unit) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return "-";
    }
    if (unit.equals("By")) {
      return bytes(value);
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    return new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
  }
}
