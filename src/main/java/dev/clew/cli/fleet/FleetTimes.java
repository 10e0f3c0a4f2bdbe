package dev.clew.cli.fleet;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.LogClock;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.terminal.Durations;
import dev.clew.time.EpochNanos;
import java.time.DateTimeException;
import java.time.Instant;

/// Times that a server sends, as people read them: how far away, and by the clock of this place.
final class FleetTimes {
  private final CliContext context;
  private final LogClock clock;

  FleetTimes(CliContext context) {
    this.context = context;
    this.clock = LogClock.local(context);
  }

  /// Nanoseconds since 1970.
  ///
  /// @param time of RFC 3339
  /// @throws ClewError E063 for anything else
  static long nanos(String time) {
    try {
      return EpochNanos.of(Instant.parse(time));
    } catch (DateTimeException | ArithmeticException e) {
      throw new ClewError(ErrorCode.E063, "\"" + time + "\" is no time.", e);
    }
  }

  /// How long ago something was.
  String ago(String time) {
    return Durations.ago(context.nowNanos() - nanos(time));
  }

  /// When something will be, or how long ago it was.
  String until(String time) {
    long left = nanos(time) - context.nowNanos();
    return left > 0 ? Durations.ahead(left) : ago(time);
  }

  /// By the clock; with its date on another day than today.
  String clock(String time) {
    return clock.text(nanos(time));
  }

  /// How long ago something was, and when by the clock.
  String both(String time) {
    return ago(time) + " (" + clock(time) + ")";
  }
}
