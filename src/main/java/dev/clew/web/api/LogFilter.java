package dev.clew.web.api;

import dev.clew.pattern.Limit;
import dev.clew.pattern.LinearPattern;
import dev.clew.pattern.SearchStopped;
import dev.clew.record.Level;
import dev.clew.record.LogEntry;
import dev.clew.store.ScopeReads;
import dev.clew.store.StoredLog;
import java.util.Optional;
import java.util.Set;

/// Which log records are asked for.
///
/// @param text part of the body or of an attribute
/// @param regex what the body must contain
/// @param trace in hex; empty for any
/// @param spans empty for any
/// @param event an event's name, `1` for any event, empty for any record
record LogFilter(
    Level level,
    TextSearch text,
    Optional<LinearPattern> regex,
    String stream,
    String subsystem,
    String service,
    String trace,
    Set<Long> spans,
    String event,
    long since,
    long until) {
  /// The lowest severity number that is asked for; records without one are looked at all the same.
  int severity() {
    return level == Level.TRACE ? Integer.MIN_VALUE : level.severity();
  }

  /// Whether a record is asked for, as far as its row tells.
  boolean admits(StoredLog log, ScopeReads scopes) {
    return (log.severity() >= severity() || log.severity() == 0)
        && log.time() >= since
        && log.time() <= until
        && (spans.isEmpty() || spans.contains(log.span()))
        && (event.isEmpty() || log.event() != null)
        && (event.length() < 2 || event.equals(log.event()))
        && (service.isEmpty() || service.equals(scopes.get(log.scope()).service()))
        && text.isIn(log.data());
  }

  /// Whether a record that is admitted is asked for.
  ///
  /// @throws SearchStopped when the limit was reached before that was clear
  boolean matches(LogEntry entry, Limit limit) {
    return entry.level().compareTo(level) >= 0
        && (stream.isEmpty() || stream.equals(entry.stream()))
        && (subsystem.isEmpty() || subsystem.equals(entry.subsystem()))
        && (trace.isEmpty() || trace.equals(entry.traceId()))
        && (regex.isEmpty() || regex.get().find(entry.body().text(), limit));
  }
}
