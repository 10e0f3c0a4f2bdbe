package dev.clew.store;

import dev.clew.store.Retention.Limits;
import dev.clew.store.Retention.Removed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Goes through what may go, the oldest first, and adds up what does.
final class Sweep {
  /// A run that nothing says the end of runs for as long as this after its last record.
  private static final Duration RUNNING = Duration.ofMinutes(1);

  /// Records of a run come in for as long as this after the one that ends it.
  private static final Duration ENDING = Duration.ofSeconds(2);

  private final Limits limits;
  private final long old;
  private final long quiet;
  private final long ended;
  private final long size;
  private final long stored;
  private final long count;
  private final List<String> runs = new ArrayList<>();
  private long noRun;
  private long bytes;

  /// @param now in nanoseconds since 1970
  /// @param size of the database
  /// @param stored bytes of records in it
  /// @param count of its runs
  Sweep(Limits limits, long now, long size, long stored, long count) {
    this.limits = limits;
    this.old = now - nanos(limits.maxAge());
    this.quiet = Math.max(old, now - RUNNING.toNanos());
    this.ended = now - ENDING.toNanos();
    this.size = size;
    this.stored = stored;
    this.count = count;
  }

  private static long nanos(Duration age) {
    return age.compareTo(Duration.ofDays(36500)) > 0 ? Long.MAX_VALUE / 4 : age.toNanos();
  }

  /// Shows what may go.
  ///
  /// @param visitor returns false to end it
  void each(Query query, Predicate<Candidate> visitor) {
    query.each("oldest-runs", row -> visitor.test(Candidate.of(row)), quiet, ended);
  }

  /// Whether the next one goes, where the database has a size.
  boolean takes(Candidate next, long sizeNow) {
    boolean much = sizeNow > limits.maxBytes() || (next.isRun() && hasTooManyRuns());
    boolean goes = much || next.seen() < old;
    if (goes) {
      count(next, 1);
    }
    return goes;
  }

  boolean hasTooManyRuns() {
    return count - runs.size() > limits.maxRuns();
  }

  /// Takes back that one goes.
  void spare(Candidate spared) {
    count(spared, -1);
  }

  private void count(Candidate each, int sign) {
    bytes += sign * each.bytes();
    if (!each.isRun()) {
      noRun += sign * each.records();
    } else if (sign > 0) {
      runs.add(each.key());
    } else {
      runs.remove(each.key());
    }
  }

  /// Whether nothing goes.
  boolean isEmpty() {
    return runs.isEmpty() && noRun == 0;
  }

  /// About the size of the database without what goes: a record takes more there than its bytes.
  long left() {
    return stored == 0 ? size : size - (long) ((double) bytes / stored * size);
  }

  /// What went.
  ///
  /// @param sizeNow of the database
  Removed removed(long sizeNow, boolean more) {
    long left = count - runs.size();
    long running = sizeNow > limits.maxBytes() ? left : Math.max(0, left - limits.maxRuns());
    return new Removed(List.copyOf(runs), noRun, bytes, more ? 0 : running, more);
  }
}
