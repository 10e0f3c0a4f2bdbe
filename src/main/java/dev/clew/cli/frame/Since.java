package dev.clew.cli.frame;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// Points in time as users write them.
public final class Since {
  private static final Pattern AGE = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  private Since() {}

  /// Nanoseconds since 1970 of an age (`90s`, `1h30m`) or an RFC 3339 time; empty when it is
  /// neither.
  public static Optional<Long> parse(String text, Clock clock) {
    return age(text).map(clock.instant()::minus).or(() -> time(text)).map(Since::nanos);
  }

  /// The value of an option, as [#parse] reads it.
  public static long option(CommandSpec command, String name, String text, Clock clock) {
    return parse(text, clock)
        .orElseThrow(
            () ->
                new ParameterException(
                    command.commandLine(),
                    name + ": \"" + text + "\" is no age and no RFC 3339 time"));
  }

  /// A duration such as `90s`, `1h30m` or `30d`; empty when it is none.
  public static Optional<Duration> age(String text) {
    Duration age = Duration.ZERO;
    Matcher part = AGE.matcher(text);
    int end = 0;
    while (part.find() && part.start() == end) {
      age = age.plus(Duration.ofMillis(Long.parseLong(part.group(1)) * millis(part.group(2))));
      end = part.end();
    }
    return end > 0 && end == text.length() ? Optional.of(age) : Optional.empty();
  }

  private static long millis(String unit) {
    return switch (unit) {
      case "ms" -> 1;
      case "s" -> 1000;
      case "m" -> 60_000;
      case "h" -> 3_600_000;
      default -> 86_400_000;
    };
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static long nanos(Instant instant) {
    long seconds = Math.clamp(instant.getEpochSecond(), 0, 9_000_000_000L);
    return seconds * 1_000_000_000 + instant.getNano();
  }
}
