package dev.clew.cli.frame;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Times as people read them: by their own clock, with the date where it is not today's; or in UTC,
/// which a `Z` says.
public final class LogClock {
  private final Clock now;
  private final ZoneId zone;
  private final DateTimeFormatter today;
  private final DateTimeFormatter otherDay;

  private LogClock(Clock now, ZoneId zone, String mark) {
    this.now = now;
    this.zone = zone;
    this.today = DateTimeFormatter.ofPattern("HH:mm:ss.SSS" + mark, Locale.ROOT);
    this.otherDay = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS" + mark, Locale.ROOT);
  }

  public static LogClock utc(Clock now) {
    return new LogClock(now, ZoneOffset.UTC, "'Z'");
  }

  /// By the zone that `TZ` names, else the machine's.
  public static LogClock local(CliContext context) {
    return new LogClock(context.clock(), zone(context.env().get("TZ")), "");
  }

  private static ZoneId zone(@Nullable String name) {
    if (name == null) {
      return ZoneId.systemDefault();
    }
    String zone = name.startsWith(":") ? name.substring(1) : name;
    try {
      return zone.isEmpty() ? ZoneOffset.UTC : ZoneId.of(zone);
    } catch (DateTimeException _) {
      // POSIX's own form, such as CET-1CEST, which the JDK reads at its start.
      return ZoneId.systemDefault();
    }
  }

  /// A time as log lines show it.
  ///
  /// @param nanos since 1970; 0 where it is not known
  public String text(long nanos) {
    if (nanos == 0) {
      return "--:--:--.---";
    }
    ZonedDateTime time = Instant.ofEpochMilli(nanos / 1_000_000).atZone(zone);
    boolean isToday = time.toLocalDate().equals(LocalDate.ofInstant(now.instant(), zone));
    return (isToday ? today : otherDay).format(time);
  }
}
