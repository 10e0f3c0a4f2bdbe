package dev.clew.time;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as people write them in settings, options and queries: `500ms`, `1.5s`, `1h30m`,
/// `30d`.
public final class DurationText {
  private static final Pattern PART =
      Pattern.compile("(\\d{1,20}(?:\\.\\d{1,9})?) ?(ns|us|ms|s|m|h|d)", Pattern.CASE_INSENSITIVE);
  private static final BigInteger PER_SECOND = BigInteger.valueOf(1_000_000_000);

  private DurationText() {}

  /// Empty when the text is none, or one that is too long for [Duration].
  public static Optional<Duration> parse(String text) {
    BigDecimal nanos = BigDecimal.ZERO;
    Matcher part = PART.matcher(text);
    int end = 0;
    while (part.find() && part.start() == end) {
      BigDecimal unit = BigDecimal.valueOf(nanos(part.group(2).toLowerCase(Locale.ROOT)));
      nanos = nanos.add(new BigDecimal(part.group(1)).multiply(unit));
      end = part.end();
    }
    BigInteger[] whole = nanos.toBigInteger().divideAndRemainder(PER_SECOND);
    return end > 0 && end == text.length() && whole[0].bitLength() < Long.SIZE
        ? Optional.of(Duration.ofSeconds(whole[0].longValue(), whole[1].longValue()))
        : Optional.empty();
  }

  private static long nanos(String unit) {
    return switch (unit) {
      case "ns" -> 1;
      case "us" -> 1_000;
      case "ms" -> 1_000_000;
      case "s" -> 1_000_000_000;
      case "m" -> 60_000_000_000L;
      case "h" -> 3_600_000_000_000L;
      default -> 86_400_000_000_000L;
    };
  }
}
