package dev.clew.remote;

import dev.clew.failure.ClewError;
import dev.clew.history.Attributes;
import dev.clew.history.Entry;
import dev.clew.history.LogEntry;
import dev.clew.history.LogQuery;
import dev.clew.history.Pause;
import dev.clew.history.RunLog;
import dev.clew.history.TimeOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalInt;
import java.util.function.Predicate;

/// The log records of a backend's run.
final class RemoteLog implements RunLog {
  /// How many looks in vain at a run that has ended, before it is believed to have no more records.
  private static final int PATIENCE = 20;

  /// How many looks go by between two questions whether the run has ended.
  private static final int ROUND = 10;

  private final Server server;
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

  RemoteLog(Server server, String run, LogQuery query, OptionalInt tail, Reading all) {
    this.server = server;
    this.run = run;
    this.query = query;
    this.tail = tail;
    this.all = all;
  }

  @Override
  public long read(Predicate<LogEntry> visitor) {
    TimeOrder order = new TimeOrder(visitor);
    Deque<LogEntry> last = new ArrayDeque<>();
    long damaged =
        all.read(
            entry -> {
              if (!(entry instanceof LogEntry log) || !query.matches(log)) {
                return true;
              }
              if (tail.isEmpty()) {
                return order.add(log);
              }
              keep(log, last);
              return true;
            });
    last.forEach(order::add);
    order.flush();
    return damaged;
  }

  private void keep(LogEntry log, Deque<LogEntry> last) {
    last.addLast(log);
    if (last.size() > tail.orElse(0)) {
      last.removeFirst();
    }
  }

  @Override
  public long follow(Predicate<LogEntry> visitor, Pause pause) {
    TimeOrder order = new TimeOrder(visitor);
    try (LogStream stream = new LogStream(server, run)) {
      Deque<LogEntry> last = new ArrayDeque<>();
      long there = logs(server.get("runs/" + run));
      long seen = 0;
      int idle = 0;
      boolean wanted = true;
      while (wanted) {
        LogEntry entry = stream.poll();
        if (entry != null) {
          idle = 0;
          seen++;
          if (query.matches(entry)) {
            if (tail.isPresent() && seen <= there) {
              keep(entry, last);
            } else {
              wanted = order.add(entry);
            }
          }
          if (seen == there) {
            last.forEach(order::add);
          }
          continue;
        }
        wanted = order.flush() && !(idle % ROUND == 0 && hasEnded(seen, idle));
        idle++;
        if (wanted) {
          pause.pause();
        }
      }
      order.flush();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  /// Whether the run has ended and all of its records have come.
  private boolean hasEnded(long seen, int idle) {
    Attributes answer;
    try {
      answer = server.get("runs/" + run);
    } catch (ClewError e) {
      if (e.code() == dev.clew.failure.ErrorCode.E020) {
        return true;
      }
      throw e;
    }
    return !answer.text("state").equals("running") && (seen >= logs(answer) || idle >= PATIENCE);
  }

  private static long logs(Attributes answer) {
    return JsonTree.object(answer, "counts").whole("logs").orElse(0);
  }
}
