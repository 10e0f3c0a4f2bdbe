package dev.clew.runs;

import dev.clew.record.LogEntry;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/// Puts records that are nearly in order into order: the file's order is the order of writing, and
/// the writers' batches overlap. Holds a bounded number of records.
public final class ReorderBuffer {
  private static final int WINDOW = 1024;

  private record Waiting(LogEntry entry, long number) {}

  private final Predicate<LogEntry> visitor;
  private final PriorityQueue<Waiting> waiting =
      new PriorityQueue<>(
          Comparator.<Waiting>comparingLong(held -> held.entry().timeNanos())
              .thenComparingLong(Waiting::number));
  private long number;
  private boolean stopped;

  /// Gives records to a visitor in the order of their times.
  ///
  /// @param visitor returns false when it wants no more
  public ReorderBuffer(Predicate<LogEntry> visitor) {
    this.visitor = visitor;
  }

  /// Takes a record in; says whether the visitor wants more.
  public boolean add(LogEntry entry) {
    waiting.add(new Waiting(entry, number++));
    if (waiting.size() > WINDOW && !stopped) {
      emit();
    }
    return !stopped;
  }

  /// Hands out all records that wait; says whether the visitor wants more.
  public boolean flush() {
    while (!waiting.isEmpty() && !stopped) {
      emit();
    }
    return !stopped;
  }

  private void emit() {
    stopped = !visitor.test(waiting.remove().entry());
  }
}
