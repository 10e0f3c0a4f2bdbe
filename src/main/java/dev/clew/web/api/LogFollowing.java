package dev.clew.web.api;

import dev.clew.error.ClewError;
import dev.clew.store.Store;
import dev.clew.store.StoredRun;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// Sends a client the log records of a run by time, then those that come in, in the order of
/// storing and without a gap. An event named `caught-up` says that all that was stored has been
/// sent, and later that the run has ended. Nothing is held open in the store while the client takes
/// its time.
final class LogFollowing {
  private static final long KEEP_ALIVE_MILLIS = 15_000;
  private static final long PAUSE_MILLIS = 250;

  /// The last records of a run may come in after the one that says that it has ended.
  private static final long SETTLE_MILLIS = 500;

  private final ApiContext backend;
  private final Store store;
  private final @Nullable StoredRun run;
  private final LogFilter filter;
  private final EventStream stream;
  private final LogPages pages;
  private long lastSent = System.nanoTime();
  private long lastRecord = lastSent;
  private @Nullable CaughtUp told;

  /// What the event `caught-up` says.
  ///
  /// @param ended whether the run has ended: no more records are expected
  @RegisterForReflection
  record CaughtUp(boolean ended) {}

  /// @param run null for the records of all runs, of which only new ones are sent unless a cursor
  ///   says otherwise
  LogFollowing(ApiContext backend, @Nullable StoredRun run, LogFilter filter, EventStream stream) {
    this.backend = backend;
    this.store = backend.store;
    this.run = run;
    this.filter = filter;
    this.stream = stream;
    // A search by regular expression ends with its client: its pages are its own.
    this.pages =
        filter.regex().isEmpty()
            ? backend.pages
            : new LogPages(
                new LogPageReader(
                    store, backend.arrivals, backend.json, backend.stopping(stream::isClosed)));
  }

  /// How far a client is.
  ///
  /// @param place in the records that were there at first, by time; null when all were sent
  /// @param newest the newest record that was there then, later the last one that was looked at
  private record Progress(@Nullable PageCursor place, long newest) {
    @Override
    public String toString() {
      return place == null ? Long.toString(newest) : place + "." + newest;
    }

    /// What an event of a record has as its id.
    String cursor(LogPage.Line line) {
      return place == null
          ? Long.toString(line.id())
          : line.time() + "." + line.id() + "." + newest;
    }
  }

  /// The last id of a cursor: of a record in the order of storing.
  static long stored(@Nullable String cursor, long otherwise) {
    if (cursor == null || cursor.isEmpty()) {
      return otherwise;
    }
    try {
      return Long.parseLong(cursor.substring(cursor.lastIndexOf('.') + 1));
    } catch (NumberFormatException e) {
      throw new BadRequest("cursor is \"" + cursor + "\"; take one from an answer.");
    }
  }

  /// What `id` of an event, or `next` of a page, means: `time.id.newest`, `time.id` or `id`.
  private Progress parse(@Nullable String cursor) {
    if (cursor == null || cursor.isEmpty()) {
      return new Progress(run == null ? null : PageCursor.START, store.logs().newest());
    }
    int first = cursor.indexOf('.');
    int last = cursor.lastIndexOf('.');
    if (first < 0) {
      return new Progress(null, stored(cursor, 0));
    }
    return first == last
        ? new Progress(PageCursor.parse(cursor, PageCursor.START), store.logs().newest())
        : new Progress(
            PageCursor.parse(cursor.substring(0, last), PageCursor.START), stored(cursor, 0));
  }

  /// Begins to send, on a thread of its own.
  void start(@Nullable String cursor) {
    Progress from = parse(cursor);
    stream.open();
    // A search would keep a carrier from all other virtual threads.
    Thread.ofPlatform().daemon().name("clew-follow").start(() -> follow(from));
  }

  private void follow(Progress from) {
    try {
      Progress at = from;
      while (at.place() != null) {
        at = earlier(at, at.place());
      }
      while (at.newest() >= 0) {
        at = later(at);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ClewError | NoSuchElementException unreadable) {
      // The daemon ends, or the run was removed: whoever asks again is told.
    } finally {
      stream.close();
    }
  }

  private static final Progress GONE = new Progress(null, -1);

  private LogPages.Key key(@Nullable PageCursor from, long after) {
    return new LogPages.Key(run == null ? 0 : run.id(), filter, from, after);
  }

  /// Sends some of the records that were there at first.
  private Progress earlier(Progress at, PageCursor place) {
    LogPage page = pages.get(key(place, 0), at.newest());
    if (!send(page, at)) {
      return GONE;
    }
    return new Progress(page.full() ? page.last() : null, at.newest());
  }

  /// Sends some of the records that have come in since, or waits for more.
  private Progress later(Progress at) throws InterruptedException {
    long commit = backend.arrivals.number();
    LogPage page = pages.get(key(null, at.newest()), commit);
    if (!send(page, at)) {
      return GONE;
    }
    PageCursor last = page.last();
    Progress next = last == null ? at : new Progress(null, last.id());
    if (!page.lines().isEmpty()) {
      lastRecord = System.nanoTime();
    }
    if (!page.full() && page.asOf() >= commit) {
      boolean ended = hasEnded();
      boolean settled = millisSince(lastRecord) >= SETTLE_MILLIS;
      if (!tell(new CaughtUp(ended && settled))) {
        return GONE;
      }
      backend.arrivals.await(commit, ended && !settled ? SETTLE_MILLIS : KEEP_ALIVE_MILLIS);
      Thread.sleep(PAUSE_MILLIS);
    }
    return next;
  }

  /// A run that was removed has ended, too.
  private boolean hasEnded() {
    return run != null && store.runs().byId(run.id()).map(now -> !now.facts().open()).orElse(true);
  }

  private static long millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1_000_000;
  }

  /// Says how far the client is when that has changed, and else now and then that all is well.
  private boolean tell(CaughtUp now) {
    if (!now.equals(told)) {
      told = now;
      lastSent = System.nanoTime();
      return stream.send("caught-up", "", now);
    }
    if (millisSince(lastSent) > KEEP_ALIVE_MILLIS) {
      lastSent = System.nanoTime();
      return stream.comment();
    }
    return true;
  }

  /// Sends the records of a page that were there at first, or all in the order of storing.
  private boolean send(LogPage page, Progress at) {
    EventStream.Batch batch = new EventStream.Batch();
    for (LogPage.Line line : page.lines()) {
      if (at.place() == null || line.id() <= at.newest()) {
        batch.add(at.cursor(line), line.json());
      }
    }
    if (batch.isEmpty()) {
      return !stream.isClosed();
    }
    lastSent = System.nanoTime();
    return stream.send(batch);
  }
}
