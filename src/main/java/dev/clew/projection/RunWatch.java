package dev.clew.projection;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.store.Commit;
import dev.clew.store.Store;
import dev.clew.store.StoredRun;
import dev.clew.time.EpochNanos;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Keeps the facts of runs up to date while records come in, on a thread of its own.
public final class RunWatch {
  private static final long PAUSE_NANOS = 250_000_000;
  private static final long SHORT_PAUSE_NANOS = 20_000_000;
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

  /// Of the thread: done when all facts are written that it has found so far.
  private CompletableFuture<@Nullable Void> facts = CompletableFuture.completedFuture(null);

  private final AtomicLong commits = new AtomicLong();
  private final Thread thread;
  private volatile boolean closed;
  private long lastQuietCheck;

  /// Guarded by this: how many commits lists show.
  private long shown;

  /// Guarded by this: how many a caller waits for.
  private long wanted;

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
    commits.incrementAndGet();
    arrivals.committed(commit);
  }

  public void close() {
    closed = true;
    thread.interrupt();
  }

  /// Waits until lists show what has been committed so far.
  ///
  /// @param most how long it waits at most
  public void settle(Duration most) throws InterruptedException {
    long asked = commits.get();
    long end = System.nanoTime() + most.toNanos();
    synchronized (this) {
      wanted = Math.max(wanted, asked);
      notifyAll();
      for (long left = end - System.nanoTime();
          shown < asked && left > 0;
          left = end - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    }
  }

  private synchronized void show(long upTo) {
    shown = Math.max(shown, upTo);
    notifyAll();
  }

  private void work() {
    lastQuietCheck = System.nanoTime() - QUIET_CHECK_NANOS;
    while (!closed) {
      try {
        long start = System.nanoTime();
        look(start);
        long took = System.nanoTime() - start;
        rest(Math.max(PAUSE_NANOS, REST * took));
      } catch (InterruptedException _) {
        return;
      } catch (ClewError e) {
        failures.accept(e);
      } catch (OutOfMemoryError e) {
        failures.accept(new ClewError(ErrorCode.E099, e.toString(), e));
      }
    }
  }

  /// Leaves the processor to others, unless a caller waits.
  private void rest(long nanos) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(SHORT_PAUSE_NANOS);
    long end = System.nanoTime() + nanos - SHORT_PAUSE_NANOS;
    synchronized (this) {
      for (long left = end - System.nanoTime();
          wanted <= shown && left > 0;
          left = end - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    }
  }

  private void look(long start) {
    if (start - lastQuietCheck >= QUIET_CHECK_NANOS) {
      lastQuietCheck = start;
      waiting.addAll(
          store.runs().toLookAt(EpochNanos.of(clock.instant()) - RunLoader.QUIET.toNanos()));
    }
    long upTo = commits.get();
    Set<Long> more = Set.copyOf(touched);
    touched.removeAll(more);
    waiting.addAll(more);
    Set<Long> told = new HashSet<>();
    List<CompletableFuture<?>> written = new ArrayList<>();
    Iterator<Long> next = waiting.iterator();
    while (next.hasNext() && !closed && System.nanoTime() - start < SLICE_NANOS) {
      long run = next.next();
      next.remove();
      store.runs().byId(run).ifPresent(stored -> tell(stored, written));
      told.add(run);
    }
    boolean caughtUp = waiting.isEmpty();
    // What was looked at before may still have to be written.
    written.add(facts);
    facts =
        CompletableFuture.allOf(written.toArray(CompletableFuture[]::new))
            .handle((_, _) -> told(told, caughtUp ? upTo : 0));
  }

  private @Nullable Void told(Set<Long> runs, long upTo) {
    if (!runs.isEmpty()) {
      arrivals.told(runs);
    }
    show(upTo);
    return null;
  }

  /// One run whose records cannot be put together must not keep the others from being told.
  private void tell(StoredRun run, List<CompletableFuture<?>> written) {
    try {
      written.add(store.setFacts(run.id(), digests.facts(run)).toCompletableFuture());
    } catch (NoSuchElementException removed) {
      // Retention was faster.
    } catch (UncheckedIOException | IllegalArgumentException | OutOfMemoryError e) {
      failures.accept(new ClewError(ErrorCode.E099, "run " + run.key() + ": " + e, e));
    }
  }
}
