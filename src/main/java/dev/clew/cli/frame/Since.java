package dev.clew.cli.frame;

import dev.clew.time.DurationText;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// Points in time as users write them.
public final class Since {
  private static final Duration LONGEST = Duration.ofDays(200_000);

  private Since() {}

  /// Nanoseconds since 1970 of an age (`90s`, `1h30m`) or an RFC 3339 time; empty when it is
  /// neither.
  public static Optional<Long> parse(String text, Clock clock) {
    return DurationText.parse(text)
        .map(age -> age.compareTo(LONGEST) > 0 ? Instant.EPOCH : clock.instant().minus(age))
        .or(() -> time(text))
        .map(Since::nanos);
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
