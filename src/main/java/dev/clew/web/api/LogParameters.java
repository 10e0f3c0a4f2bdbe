package dev.clew.web.api;

import dev.clew.pattern.LinearPattern;
import dev.clew.pattern.PatternError;
import dev.clew.record.Level;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The parameters of everything that looks for log records.
public final class LogParameters {
  @QueryParam("level")
  @Nullable String level;

  @QueryParam("q")
  @Nullable String text;

  @QueryParam("regex")
  @Nullable String regex;

  @QueryParam("stream")
  @Nullable String stream;

  @QueryParam("subsystem")
  @Nullable String subsystem;

  @QueryParam("service")
  @Nullable String service;

  @QueryParam("trace")
  @Nullable String trace;

  @QueryParam("span")
  @Nullable String span;

  @QueryParam("event")
  @Nullable String event;

  @QueryParam("since")
  @Nullable String since;

  @QueryParam("until")
  @Nullable String until;

  @QueryParam("from")
  @Nullable String from;

  @QueryParam("to")
  @Nullable String to;

  @QueryParam("limit")
  @Nullable String limit;

  @QueryParam("cursor")
  @Nullable String cursor;

  @QueryParam("order")
  @Nullable String order;

  LogFilter filter(Clock clock) {
    boolean pattern = "1".equals(regex) || "true".equals(regex);
    String wanted = Parameters.text(text);
    if (wanted.length() > LinearPattern.LONGEST) {
      throw new BadRequest("q has more than " + LinearPattern.LONGEST + " characters.");
    }
    return new LogFilter(
        level(),
        new TextSearch(pattern ? "" : wanted),
        pattern && !wanted.isEmpty() ? Optional.of(compile(wanted)) : Optional.empty(),
        Parameters.text(stream),
        Parameters.text(subsystem),
        Parameters.text(service),
        Parameters.text(trace),
        spans(),
        Parameters.text(event),
        Math.max(
            Parameters.time("since", since, clock, Long.MIN_VALUE),
            Parameters.time("from", from, clock, Long.MIN_VALUE)),
        Math.min(
            Parameters.time("until", until, clock, Long.MAX_VALUE),
            Parameters.time("to", to, clock, Long.MAX_VALUE)));
  }

  /// Whether the newest records come first.
  boolean back(boolean otherwise) {
    return switch (Parameters.text(order)) {
      case "" -> otherwise;
      case "asc" -> false;
      case "desc" -> true;
      default -> throw new BadRequest("order is \"" + order + "\"; it is asc or desc.");
    };
  }

  private Set<Long> spans() {
    String wanted = Parameters.text(span);
    return wanted.isEmpty()
        ? Set.of()
        : Arrays.stream(wanted.split(",", -1)).map(HexIds::span).collect(Collectors.toSet());
  }

  private Level level() {
    String wanted = Parameters.text(level);
    if (wanted.isEmpty()) {
      return Level.TRACE;
    }
    for (Level each : Level.values()) {
      if (each.name().equalsIgnoreCase(wanted)) {
        return each;
      }
    }
    throw new BadRequest(
        "level is \"" + wanted + "\"; it is trace, debug, info, warn, error or fatal.");
  }

  private static LinearPattern compile(String pattern) {
    try {
      return LinearPattern.compile(pattern);
    } catch (PatternError e) {
      throw new BadRequest("q is " + e.reason() + ".");
    }
  }
}
