package dev.clew.web.api;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Pages of log records, shared by all who follow the same records: each is read and encoded once.
final class LogPages {
  private static final long MOST_BYTES = 16 << 20;

  private final Reader reader;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Key, CompletableFuture<LogPage>> pages = new LinkedHashMap<>(64, 0.75f, true);

  LogPages(Reader reader) {
    this.reader = reader;
  }

  /// Reads a page.
  @FunctionalInterface
  interface Reader {
    LogPage read(Key key);
  }

  /// Which page.
  ///
  /// @param run the store's id of the run; 0 for all
  /// @param from what the page comes after, by time; null in the order of storing
  /// @param after the id of the record that it comes after in the order of storing
  record Key(long run, LogFilter filter, @Nullable PageCursor from, long after) {
    /// Whether a page has all that it had if it were read now. In the order of storing nothing
    /// comes in between.
    private boolean has(LogPage page, long asOf) {
      return page.asOf() >= asOf || (from == null && page.last() != null);
    }
  }

  /// @param asOf what the page has to know of: the id of a record by time, else the number of a
  ///   commit
  LogPage get(Key key, long asOf) {
    while (true) {
      var mine = new CompletableFuture<LogPage>();
      Optional<CompletableFuture<LogPage>> known = known(key, asOf, mine);
      if (known.isEmpty()) {
        read(key, mine);
      }
      LogPage page = joined(known.orElse(mine));
      if (key.has(page, asOf)) {
        return page;
      }
    }
  }

  /// @param otherwise becomes the page when none is known
  private Optional<CompletableFuture<LogPage>> known(
      Key key, long asOf, CompletableFuture<LogPage> otherwise) {
    lock.lock();
    try {
      CompletableFuture<LogPage> known = pages.get(key);
      if (known != null && (!known.isDone() || isUsable(key, known, asOf))) {
        return Optional.of(known);
      }
      pages.put(key, otherwise);
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private static boolean isUsable(Key key, CompletableFuture<LogPage> page, long asOf) {
    return !page.isCompletedExceptionally() && key.has(page.join(), asOf);
  }

  private void read(Key key, CompletableFuture<LogPage> page) {
    try {
      page.complete(reader.read(key));
    } catch (RuntimeException | Error e) {
      page.completeExceptionally(e);
    }
    trim();
  }

  private static LogPage joined(CompletableFuture<LogPage> page) {
    try {
      return page.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }

  private void trim() {
    lock.lock();
    try {
      ToLongFunction<CompletableFuture<LogPage>> size =
          page -> page.isDone() && !page.isCompletedExceptionally() ? page.join().bytes() : 0;
      long bytes = pages.values().stream().mapToLong(size).sum();
      Iterator<CompletableFuture<LogPage>> eldest = pages.values().iterator();
      while (bytes > MOST_BYTES && eldest.hasNext()) {
        CompletableFuture<LogPage> page = eldest.next();
        if (page.isDone()) {
          bytes -= size.applyAsLong(page);
          eldest.remove();
        }
      }
    } finally {
      lock.unlock();
    }
  }
}
