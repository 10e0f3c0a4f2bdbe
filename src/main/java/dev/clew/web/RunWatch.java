package dev.clew.web;

import dev.clew.failure.ClewError;
import dev.clew.failure.ErrorCode;
import dev.clew.store.Commit;
import dev.clew.store.Store;
import dev.clew.store.StoredRun;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Keeps the facts of runs up to date while records come in, on a thread of its own.
final class RunWatch {
  private static final long PAUSE_MILLIS = 250;
  private static final long QUIET_CHECK_NANOS = 10_000_000_000L;

  /// A run that takes long to look at is looked at less often, for so many times as long.
  private static final long REST = 4;

  private static final long MAX_REST_NANOS = 2_000_000_000;

  private final Store store;
  private final RunDigests digests;
  private final Clock clock;
  private final Arrivals arrivals;
  private final Consumer<ClewError> failures;
  private final Set<Long> touched = ConcurrentHashMap.newKeySet();
  private final Map<Long, Long> notBefore = new HashMap<>();
  private final Thread thread;
  private volatile boolean closed;
  private long lastQuietCheck;

  RunWatch(
      Store store,
      RunDigests digests,
      Clock clock,
      Arrivals arrivals,
      Consumer<ClewError> failures) {
    this.store = store;
    this.digests = digests;
    this.clock = clock;
    this.arrivals = arrivals;
    this.failures = failures;
    this.thread = Thread.ofPlatform().name("clew-runs").daemon().unstarted(this::work);
  }

  void start() {
    store.listen(this::committed);
    thread.start();
  }

  private void committed(Commit commit) {
    touched.addAll(commit.runs());
    arrivals.committed(commit);
  }

  void close() {
    closed = true;
    thread.interrupt();
  }

  private void work() {
    lastQuietCheck = System.nanoTime() - QUIET_CHECK_NANOS;
    while (!closed) {
      try {
        look();
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException _) {
        return;
      } catch (ClewError e) {
        failures.accept(e);
      }
    }
  }

  private void look() {
    long now = System.nanoTime();
    if (now - lastQuietCheck >= QUIET_CHECK_NANOS) {
      lastQuietCheck = now;
      touched.addAll(
          store.runs().toLookAt(Parameters.nanos(clock.instant()) - RunStory.QUIET.toNanos()));
      notBefore.values().removeIf(time -> time < now);
    }
    Set<Long> told = new HashSet<>();
    for (Long run : Set.copyOf(touched)) {
      if (closed) {
        return;
      }
      if (notBefore.getOrDefault(run, now) <= now) {
        touched.remove(run);
        tell(run);
        told.add(run);
      }
    }
    if (!told.isEmpty()) {
      arrivals.told(told);
    }
  }

  private void tell(long id) {
    long start = System.nanoTime();
    Optional<StoredRun> run = store.runs().byId(id);
    if (run.isPresent()) {
      tell(run.get());
    }
    long end = System.nanoTime();
    notBefore.put(id, end + Math.min(MAX_REST_NANOS, REST * (end - start)));
  }

  /// One run whose records cannot be put together must not keep the others from being told.
  private void tell(StoredRun run) {
    try {
      store.setFacts(run.id(), digests.facts(run));
    } catch (NoSuchElementException removed) {
      // Retention was faster.
    } catch (UncheckedIOException | IllegalArgumentException e) {
      failures.accept(new ClewError(ErrorCode.E099, "run " + run.key() + ": " + e, e));
    }
  }
}
