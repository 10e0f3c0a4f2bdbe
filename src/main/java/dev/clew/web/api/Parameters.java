package dev.clew.web.api;

import dev.clew.store.Range;
import dev.clew.time.DurationText;
import dev.clew.time.EpochNanos;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads parameters of queries. What is malformed is a [BadRequest].
final class Parameters {
  private static final int MAX_LIMIT = 1000;

  private Parameters() {}

  /// Nanoseconds since 1970 of an RFC 3339 time, an age such as `15m`, or nanoseconds themselves.
  static long time(String name, @Nullable String value, Clock clock, long otherwise) {
    if (value == null || value.isEmpty()) {
      return otherwise;
    }
    Optional<Duration> age = DurationText.parse(value);
    if (age.isPresent()) {
      return EpochNanos.of(clock.instant()) - nanos(age.get(), name);
    }
    try {
      return value.chars().allMatch(Character::isDigit)
          ? Long.parseLong(value)
          : EpochNanos.of(Instant.parse(value));
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      throw new BadRequest(
          name
              + " is \""
              + value
              + "\"; write a time between 1677 and 2262 as RFC 3339, or an age such as"
              + " 15m.");
    }
  }

  /// Nanoseconds of a duration such as `10s`.
  static long duration(String name, @Nullable String value, long otherwise) {
    if (value == null || value.isEmpty()) {
      return otherwise;
    }
    Duration duration =
        DurationText.parse(value)
            .orElseThrow(
                () ->
                    new BadRequest(
                        name + " is \"" + value + "\"; write a duration such as 500ms or 10s."));
    return nanos(duration, name);
  }

  /// From `since` until `until`; all times where none is given.
  static Range times(@Nullable String since, @Nullable String until, Clock clock) {
    return new Range(
        time("since", since, clock, Range.ANY.from()), time("until", until, clock, Range.ANY.to()));
  }

  /// From `minDuration` to `maxDuration`; all durations where none is given.
  static Range durations(@Nullable String least, @Nullable String most) {
    return new Range(
        duration("minDuration", least, Range.ANY.from()),
        duration("maxDuration", most, Range.ANY.to()));
  }

  private static long nanos(Duration duration, String name) {
    try {
      return duration.toNanos();
    } catch (ArithmeticException e) {
      throw new BadRequest(name + " is too large.");
    }
  }

  static int limit(@Nullable String value) {
    return whole("limit", value, 50, MAX_LIMIT);
  }

  /// A whole number from 1 on.
  static int whole(String name, @Nullable String value, int otherwise, int most) {
    if (value == null || value.isEmpty()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw outside(name, value, most);
    }
    throw outside(name, value, most);
  }

  private static BadRequest outside(String name, String value, int most) {
    return new BadRequest(
        name + " is \"" + value + "\"; it is a whole number from 1 to " + most + ".");
  }

  /// A text, empty where none is given.
  static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
