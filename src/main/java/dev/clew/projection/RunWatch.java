package dev.clew.projection;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.store.Commit;
import dev.clew.store.Store;
import dev.clew.store.StoredRun;
import dev.clew.time.EpochNanos;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Keeps the facts of runs up to date while records come in, on a thread of its own.
public final class RunWatch {
  private static final long PAUSE_NANOS = 250_000_000;
  private static final long QUIET_CHECK_NANOS = 10_000_000_000L;

  /// Looks at no further run after so long: then there is a pause.
  private static final long SLICE_NANOS = 250_000_000;

  /// How many times as long as it has looked at runs it leaves the processor to others.
  private static final long REST = 4;

  private final Store store;
  private final RunProjector digests;
  private final Clock clock;
  private final ChangeFeed arrivals;
  private final Consumer<ClewError> failures;
  private final Set<Long> touched = ConcurrentHashMap.newKeySet();

  /// Of the thread: those to be looked at, the longest waiting first.
  private final Set<Long> waiting = new LinkedHashSet<>();

  private final Thread thread;
  private volatile boolean closed;
  private long lastQuietCheck;

  public RunWatch(
      Store store,
      RunProjector digests,
      Clock clock,
      ChangeFeed arrivals,
      Consumer<ClewError> failures) {
    this.store = store;
    this.digests = digests;
    this.clock = clock;
    this.arrivals = arrivals;
    this.failures = failures;
    this.thread = Thread.ofPlatform().name("clew-runs").daemon().unstarted(this::work);
  }

  public void start() {
    store.listen(this::committed);
    thread.start();
  }

  private void committed(Commit commit) {
    touched.addAll(commit.runs());
    arrivals.committed(commit);
  }

  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void work() {
    lastQuietCheck = System.nanoTime() - QUIET_CHECK_NANOS;
    while (!closed) {
      try {
        long start = System.nanoTime();
        look(start);
        long took = System.nanoTime() - start;
        TimeUnit.NANOSECONDS.sleep(Math.max(PAUSE_NANOS, REST * took));
      } catch (InterruptedException _) {
        return;
      } catch (ClewError e) {
        failures.accept(e);
      }
    }
  }

  private void look(long start) {
    if (start - lastQuietCheck >= QUIET_CHECK_NANOS) {
      lastQuietCheck = start;
      waiting.addAll(
          store.runs().toLookAt(EpochNanos.of(clock.instant()) - RunLoader.QUIET.toNanos()));
    }
    Set<Long> more = Set.copyOf(touched);
    touched.removeAll(more);
    waiting.addAll(more);
    Set<Long> told = new HashSet<>();
    Iterator<Long> next = waiting.iterator();
    while (next.hasNext() && !closed && System.nanoTime() - start < SLICE_NANOS) {
      long run = next.next();
      next.remove();
      store.runs().byId(run).ifPresent(this::tell);
      told.add(run);
    }
    if (!told.isEmpty()) {
      arrivals.told(told);
    }
  }

  /// One run whose records cannot be put together must not keep the others from being told.
  private void tell(StoredRun run) {
    try {
      store.setFacts(run.id(), digests.facts(run));
    } catch (NoSuchElementException removed) {
      // Retention was faster.
    } catch (UncheckedIOException | IllegalArgumentException | OutOfMemoryError e) {
      failures.accept(new ClewError(ErrorCode.E099, "run " + run.key() + ": " + e, e));
    }
  }
}
