package dev.clew.config;

import dev.clew.error.ErrorCode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Ages and sizes with a unit, such as `30d` and `10GiB`.
public final class Quantity {
  private static final Pattern SHAPE = Pattern.compile("([0-9]{1,15}) ?([A-Za-z]*)");

  private static final Map<String, Long> SECONDS =
      Map.of("s", 1L, "m", 60L, "h", 3600L, "d", 86_400L);

  private static final Map<String, Long> BYTES =
      Map.ofEntries(
          Map.entry("", 1L),
          Map.entry("b", 1L),
          Map.entry("kb", 1000L),
          Map.entry("mb", 1_000_000L),
          Map.entry("gb", 1_000_000_000L),
          Map.entry("tb", 1_000_000_000_000L),
          Map.entry("kib", 1L << 10),
          Map.entry("mib", 1L << 20),
          Map.entry("gib", 1L << 30),
          Map.entry("tib", 1L << 40));

  private Quantity() {}

  /// The number of bytes that a text such as `10GiB` writes; 0 when it writes none.
  public static long bytes(String text) {
    return number(text, BYTES);
  }

  static Duration age(SettingValue said) {
    return Duration.ofSeconds(number(said, SECONDS, "a positive number with s, m, h or d"));
  }

  static long bytes(SettingValue said) {
    return number(said, BYTES, "a positive number of bytes, with KiB, MiB, GiB, MB, GB … or none");
  }

  private static long number(SettingValue said, Map<String, Long> units, String supported) {
    long number = number(said.text(), units);
    if (number == 0) {
      throw said.wrong(ErrorCode.E005, supported);
    }
    return number;
  }

  private static long number(String text, Map<String, Long> units) {
    Matcher matcher = SHAPE.matcher(text);
    Long unit = matcher.matches() ? units.get(matcher.group(2).toLowerCase(Locale.ROOT)) : null;
    long number = unit == null ? 0 : Long.parseLong(matcher.group(1));
    return unit == null || number > Long.MAX_VALUE / unit ? 0 : number * unit;
  }

  static String shown(Duration age) {
    for (String unit : new String[] {"d", "h", "m"}) {
      long seconds = SECONDS.getOrDefault(unit, 1L);
      if (age.toSeconds() % seconds == 0) {
        return age.toSeconds() / seconds + unit;
      }
    }
    return age.toSeconds() + "s";
  }

  static String shown(long bytes) {
    for (String unit : new String[] {"TiB", "GiB", "MiB", "KiB"}) {
      long size = BYTES.getOrDefault(unit.toLowerCase(Locale.ROOT), 1L);
      if (bytes % size == 0) {
        return bytes / size + unit;
      }
    }
    return Long.toString(bytes);
  }
}
