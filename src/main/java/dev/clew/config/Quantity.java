package dev.clew.config;

import dev.clew.error.ErrorCode;
import dev.clew.time.DurationText;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Ages and sizes with a unit, such as `30d` and `10GiB`.
public final class Quantity {
  private static final Pattern SHAPE = Pattern.compile("([0-9]{1,15}) ?([A-Za-z]*)");

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
    Matcher matcher = SHAPE.matcher(text);
    Long unit = matcher.matches() ? BYTES.get(matcher.group(2).toLowerCase(Locale.ROOT)) : null;
    long number = unit == null ? 0 : Long.parseLong(matcher.group(1));
    return unit == null || number > Long.MAX_VALUE / unit ? 0 : number * unit;
  }

  static Duration age(SettingValue said) {
    return DurationText.parse(said.text())
        .filter(age -> age.toSeconds() > 0 && age.toNanosPart() == 0)
        .orElseThrow(() -> said.wrong(ErrorCode.E005, "a positive number with s, m, h or d"));
  }

  static long bytes(SettingValue said) {
    long bytes = bytes(said.text());
    if (bytes == 0) {
      throw said.wrong(
          ErrorCode.E005, "a positive number of bytes, with KiB, MiB, GiB, MB, GB … or none");
    }
    return bytes;
  }

  static String shown(Duration age) {
    long seconds = age.toSeconds();
    return seconds % 86_400 == 0
        ? seconds / 86_400 + "d"
        : seconds % 3600 == 0
            ? seconds / 3600 + "h"
            : seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
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
