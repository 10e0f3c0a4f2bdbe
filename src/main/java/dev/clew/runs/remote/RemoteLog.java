package dev.clew.runs.remote;

import dev.clew.record.Attributes;
import dev.clew.record.Entry;
import dev.clew.record.LogEntry;
import dev.clew.runs.LogQuery;
import dev.clew.runs.PathSegment;
import dev.clew.runs.Pause;
import dev.clew.runs.ReorderBuffer;
import dev.clew.runs.RunLog;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalInt;
import java.util.function.Predicate;

/// The log records of a backend's run.
final class RemoteLog implements RunLog {
  private static final String PAGE = "1000";

  private final ApiClient server;
  private final String run;
  private final LogQuery query;
  private final OptionalInt tail;
  private final Reading all;

  /// Reads all log records that are there.
  @FunctionalInterface
  interface Reading {
    /// Reads them.
    ///
    /// @return how many lines were damaged
    long read(Predicate<Entry> visitor);
  }

  RemoteLog(ApiClient server, String run, LogQuery query, OptionalInt tail, Reading all) {
    this.server = server;
    this.run = run;
    this.query = query;
    this.tail = tail;
    this.all = all;
  }

  @Override
  public long read(Predicate<LogEntry> visitor) {
    ReorderBuffer order = new ReorderBuffer(visitor);
    long damaged = 0;
    if (tail.isPresent()) {
      last(tail.getAsInt()).forEach(order::add);
    } else {
      damaged =
          all.read(
              entry -> !(entry instanceof LogEntry log) || !query.matches(log) || order.add(log));
    }
    order.flush();
    return damaged;
  }

  /// Reads from the end until enough records match.
  private Deque<LogEntry> last(int count) {
    Deque<LogEntry> last = new ArrayDeque<>();
    String cursor = "";
    do {
      Attributes page =
          server.get(
              "runs/" + PathSegment.of(run) + "/logs",
              "order",
              "desc",
              "limit",
              PAGE,
              "cursor",
              cursor);
      for (Attributes each : JsonTree.objects(page, "logs")) {
        LogEntry log = ApiResponses.log(each);
        if (last.size() < count && query.matches(log)) {
          last.addFirst(log);
        }
      }
      cursor = page.text("next");
    } while (last.size() < count && !cursor.isEmpty());
    return last;
  }

  private void keep(LogEntry log, Deque<LogEntry> last) {
    last.addLast(log);
    if (last.size() > tail.orElse(0)) {
      last.removeFirst();
    }
  }

  @Override
  public long follow(Predicate<LogEntry> visitor, Pause pause) {
    ReorderBuffer order = new ReorderBuffer(visitor);
    Deque<LogEntry> last = new ArrayDeque<>();
    boolean keeping = tail.isPresent();
    try (LogStream stream = new LogStream(server, run)) {
      boolean going = true;
      while (going) {
        switch (stream.poll()) {
          case null -> {
            going = order.flush();
            if (going) {
              pause.pause();
            }
          }
          case LogStream.Event.Arrived(LogEntry log) -> {
            if (!query.matches(log)) {
              continue;
            }
            if (keeping) {
              keep(log, last);
            } else {
              going = order.add(log);
            }
          }
          case LogStream.Event.CaughtUp(boolean ended) -> {
            keeping = false;
            last.forEach(order::add);
            last.clear();
            going = order.flush() && !ended;
          }
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }
}
