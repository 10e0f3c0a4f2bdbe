package dev.clew.projection;

import dev.clew.store.Commit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What comes into the store, for those who follow it.
public final class ChangeFeed {
  private static final int WINDOW_SECONDS = 5;
  private static final int REMEMBERED = 4096;

  private record Second(long at, long spans, long logs, long points) {}

  private record Change(long number, Set<Long> runs) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private final Deque<Change> changes = new ArrayDeque<>();
  private final Deque<Second> seconds = new ArrayDeque<>();
  private long number;

  /// Takes notice of a commit.
  void committed(Commit commit) {
    lock.lock();
    try {
      number++;
      changes.addLast(new Change(number, commit.runs()));
      if (changes.size() > REMEMBERED) {
        changes.removeFirst();
      }
      count(commit);
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Takes notice of runs whose facts are known now.
  public void told(Set<Long> runs) {
    committed(new Commit(0, 0, 0, runs));
  }

  /// Takes notice of runs that are gone: whoever follows has to look at the list again.
  public void removed() {
    lock.lock();
    try {
      number += 2;
      changes.clear();
      changes.addLast(new Change(number, Set.of()));
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void count(Commit commit) {
    long now = System.nanoTime() / 1_000_000_000;
    Second last = seconds.peekLast();
    if (last != null && last.at() == now) {
      seconds.removeLast();
      seconds.addLast(
          new Second(
              now,
              last.spans() + commit.spans(),
              last.logs() + commit.logs(),
              last.points() + commit.points()));
    } else {
      seconds.addLast(new Second(now, commit.spans(), commit.logs(), commit.points()));
    }
    trim(now);
  }

  private void trim(long now) {
    while (!seconds.isEmpty() && seconds.getFirst().at() < now - WINDOW_SECONDS) {
      seconds.removeFirst();
    }
  }

  /// Records a second, over the last few seconds.
  public RatesView rates() {
    lock.lock();
    try {
      trim(System.nanoTime() / 1_000_000_000);
      double spans = 0;
      double logs = 0;
      double points = 0;
      for (Second second : seconds) {
        spans += second.spans();
        logs += second.logs();
        points += second.points();
      }
      return new RatesView(spans / WINDOW_SECONDS, logs / WINDOW_SECONDS, points / WINDOW_SECONDS);
    } finally {
      lock.unlock();
    }
  }

  /// The number of the last commit.
  public long number() {
    lock.lock();
    try {
      return number;
    } finally {
      lock.unlock();
    }
  }

  /// Waits for a commit after one.
  ///
  /// @return whether there is one
  public boolean await(long after, long millis) throws InterruptedException {
    lock.lock();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(millis);
      while (number == after && left > 0) {
        left = more.awaitNanos(left);
      }
      return number != after;
    } finally {
      lock.unlock();
    }
  }

  /// The runs that commits after one have added to.
  public Set<Long> runsSince(long after) {
    lock.lock();
    try {
      Set<Long> runs = new HashSet<>();
      for (Change change : changes.reversed()) {
        if (change.number() <= after) {
          break;
        }
        runs.addAll(change.runs());
      }
      return runs;
    } finally {
      lock.unlock();
    }
  }

  /// Whether commits after one have been forgotten.
  public boolean gap(long after) {
    lock.lock();
    try {
      return !changes.isEmpty() && changes.getFirst().number() > after + 1;
    } finally {
      lock.unlock();
    }
  }
}
