package dev.clew.terminal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/// Numbers as people read them.
public final class Amounts {
  private static final String PREFIXES = "kMGTPE";

  /// From here on digits are counted, not read.
  private static final double LARGE = 1e15;

  private static final double SMALL = 1e-6;

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
    if (Math.abs(scaled) >= 999.5) {
      return scientific(bytes) + "B";
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

  /// A value in its unit (UCUM): bytes scaled, whole numbers in full, others with four digits, very
  /// large and very small ones as `1.234e-7`.
  public static String value(double value, String unit) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return "-";
    }
    if (unit.equals("By")) {
      return bytes(value);
    }
    if (value == Math.rint(value) && Math.abs(value) < LARGE) {
      return Long.toString((long) value);
    }
    if (Math.abs(value) >= LARGE || Math.abs(value) < SMALL) {
      return scientific(value);
    }
    return new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
  }

  private static String scientific(double value) {
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    return rounded.movePointLeft(exponent).toPlainString() + "e" + exponent;
  }
}
