package dev.clew.runs.file;

import dev.clew.record.Entry;
import dev.clew.record.LogEntry;
import dev.clew.runs.LogQuery;
import dev.clew.runs.Pause;
import dev.clew.runs.ReorderBuffer;
import dev.clew.runs.RunLog;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalInt;
import java.util.function.Predicate;

/// The log records of a run file, in constant memory.
final class FileLog implements RunLog {
  private static final long FIRST_WINDOW = 1 << 20;

  private final RunReader.Opening file;
  private final LogQuery query;
  private final OptionalInt tail;

  /// Records of one run.
  ///
  /// @param tail only the last so many records of what is there
  FileLog(RunReader.Opening file, LogQuery query, OptionalInt tail) {
    this.file = file;
    this.query = query;
    this.tail = tail;
  }

  @Override
  public long read(Predicate<LogEntry> visitor) {
    ReorderBuffer order = new ReorderBuffer(visitor);
    try (RunReader reader = start(order)) {
      reader.readAll(entry -> offer(entry, order));
      order.flush();
      return reader.damaged();
    }
  }

  @Override
  public long follow(Predicate<LogEntry> visitor, Pause pause) {
    ReorderBuffer order = new ReorderBuffer(visitor);
    try (RunReader reader = start(order)) {
      // Asked before the reading: what a process wrote before it released the lock is then read.
      boolean live = reader.live();
      reader.readAvailable(entry -> offer(entry, order));
      while (live && order.flush()) {
        pause.pause();
        live = reader.live();
        reader.readAvailable(entry -> offer(entry, order));
      }
      reader.readAll(entry -> offer(entry, order));
      order.flush();
      return reader.damaged();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private boolean offer(Entry entry, ReorderBuffer order) {
    return !(entry instanceof LogEntry log) || !query.matches(log) || order.add(log);
  }

  private RunReader start(ReorderBuffer order) {
    if (tail.isEmpty()) {
      return file.open(0, Selection.LOGS);
    }
    Deque<LogEntry> last = new ArrayDeque<>();
    RunReader reader = lastOf(tail.getAsInt(), last);
    last.forEach(order::add);
    return reader;
  }

  /// Reads ever more from the end until enough records match.
  private RunReader lastOf(int count, Deque<LogEntry> last) {
    for (long window = FIRST_WINDOW; ; window *= 8) {
      last.clear();
      RunReader sized = file.open(0, Selection.LOGS);
      long from = Math.max(0, sized.size() - window);
      sized.close();
      RunReader reader = file.open(from, Selection.LOGS);
      reader.readAvailable(entry -> keep(entry, count, last));
      if (last.size() >= count || from == 0) {
        return reader;
      }
      reader.close();
    }
  }

  private boolean keep(Entry entry, int count, Deque<LogEntry> last) {
    if (count > 0 && entry instanceof LogEntry log && query.matches(log)) {
      if (last.size() == count) {
        last.removeFirst();
      }
      last.addLast(log);
    }
    return true;
  }
}
