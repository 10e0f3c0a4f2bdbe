package dev.clew.store;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.time.EpochNanos;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The one thread that writes. Requests that come while it commits wait together and are committed
/// together.
final class Writer {
  /// Rows of one transaction, about: a longer one would keep all of its requests waiting.
  private static final long ROWS = 50_000;

  /// Bytes that may wait; more are refused, so that senders hold them back.
  private static final long WAITING_BYTES = 128L << 20;

  /// A change that is made between two commits of requests, in a transaction of its own.
  interface Change {
    void make(Connection connection) throws SQLException;
  }

  private sealed interface Task {}

  private record Request(Decoded decoded, long since, CompletableFuture<Ingest.Receipt> done)
      implements Task {}

  private record Maintenance(Change change, boolean removes, CompletableFuture<Void> done)
      implements Task {}

  private record End() implements Task {}

  private final Database database;
  private final Clock clock;
  private final Consumer<Commit> listener;
  private final TableIds ids;
  private final BlockingQueue<Task> queue = new LinkedBlockingQueue<>();
  private final AtomicLong waitingBytes = new AtomicLong();
  private final CommitTimer figures;
  private final Thread thread;
  private volatile boolean closed;
  private final AtomicLong rowsTaken = new AtomicLong();

  /// Writes through the connection that is open; null after a failure, until there is another one.
  private @Nullable Appender appender;

  /// @param listener is told of every commit, on the writing thread
  Writer(Database database, Clock clock, CommitTimer figures, Consumer<Commit> listener)
      throws SQLException {
    this.database = database;
    this.clock = clock;
    this.figures = figures;
    this.listener = listener;
    this.ids = TableIds.of(database.writer());
    this.thread = new Thread(this::work, "clew-store");
  }

  void start() {
    thread.start();
  }

  CompletableFuture<Ingest.Receipt> add(Decoded decoded) {
    CompletableFuture<Ingest.Receipt> done = new CompletableFuture<>();
    long size = decoded.bytes().length;
    if (closed) {
      done.completeExceptionally(new Ingest.StoreBusy("the store is being closed"));
    } else if (waitingBytes.addAndGet(size) > WAITING_BYTES && size < waitingBytes.get()) {
      waitingBytes.addAndGet(-size);
      done.completeExceptionally(
          new Ingest.StoreBusy((WAITING_BYTES >> 20) + " MiB wait to be stored"));
    } else {
      queue.add(new Request(decoded, System.nanoTime(), done));
    }
    return done;
  }

  /// Makes a change.
  ///
  /// @param removes whether it may remove runs or traces
  CompletableFuture<Void> change(boolean removes, Change change) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    if (closed) {
      done.completeExceptionally(new ClewError(ErrorCode.E073, "the store is being closed"));
    } else {
      queue.add(new Maintenance(change, removes, done));
    }
    return done;
  }

  /// How many records have been handed to it and dealt with.
  long rowsTaken() {
    return rowsTaken.get();
  }

  long waitingBytes() {
    return waitingBytes.get();
  }

  int waiting() {
    return queue.size();
  }

  /// Writes what waits and ends.
  void close() throws InterruptedException {
    closed = true;
    queue.add(new End());
    thread.join();
  }

  private void work() {
    List<Request> together = new ArrayList<>();
    boolean open = true;
    while (open || !queue.isEmpty()) {
      Task task = next();
      Task after = null;
      long rows = 0;
      while (task instanceof Request request) {
        together.add(request);
        rows += request.decoded().size();
        after = rows < ROWS ? queue.poll() : null;
        task = after;
      }
      if (!together.isEmpty()) {
        commit(together);
        together.clear();
        rowsTaken.addAndGet(rows);
      }
      if (task instanceof Maintenance maintenance) {
        maintain(maintenance);
      }
      open &= !(task instanceof End);
    }
  }

  private Task next() {
    while (true) {
      try {
        return queue.take();
      } catch (InterruptedException _) {
        // Nobody interrupts this thread to end it: close() hands it an End.
      }
    }
  }

  private void commit(List<Request> requests) {
    long bytes = 0;
    for (Request request : requests) {
      bytes += request.decoded().bytes().length;
    }
    Commit commit;
    try {
      commit = write(requests);
    } catch (SQLException | RuntimeException | OutOfMemoryError e) {
      Exception failure = failure(e);
      requests.forEach(request -> request.done().completeExceptionally(failure));
      return;
    } finally {
      waitingBytes.addAndGet(-bytes);
    }
    // Before it is acknowledged: who asks next is to find it in what is waited for.
    tell(commit);
    for (Request request : requests) {
      Decoded decoded = request.decoded();
      figures.committed(System.nanoTime() - request.since());
      request
          .done()
          .complete(new Ingest.Receipt(decoded.size(), decoded.rejected(), decoded.reason()));
    }
  }

  /// What a listener does wrong is reported and harms no commit.
  private void tell(Commit commit) {
    try {
      listener.accept(commit);
    } catch (RuntimeException | OutOfMemoryError e) {
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
  }

  private Commit write(List<Request> requests) throws SQLException {
    Appender open = appender();
    database.checkFiles();
    Cursor before = ids.cursor();
    for (Request request : requests) {
      open.add(request.decoded());
    }
    Map<Long, RunTable.Change> changes = open.flush(EpochNanos.of(clock.instant()));
    database.writer().commit();
    database.checkFiles();
    return Commit.of(before, ids.cursor(), changes.keySet());
  }

  private Appender appender() throws SQLException {
    if (appender == null) {
      appender = new Appender(database.writer(), database.sql(), ids);
    }
    return appender;
  }

  private void maintain(Maintenance maintenance) {
    try {
      maintenance.change().make(database.writer());
      database.writer().commit();
      if (maintenance.removes() && appender != null) {
        appender.forget();
      }
    } catch (SQLException | RuntimeException | OutOfMemoryError e) {
      maintenance.done().completeExceptionally(failure(e));
      return;
    }
    maintenance.done().complete(null);
  }

  /// Takes back what a failed transaction has done. What comes after it is written all the same,
  /// through another connection.
  private Exception failure(Throwable e) {
    Exception failure =
        switch (e) {
          case ClewError known -> known;
          case SQLException refused -> database.failure(refused);
          case OutOfMemoryError full ->
              new Ingest.StoreBusy("memory is short (" + full.getMessage() + "); try again");
          default -> new ClewError(ErrorCode.E099, e.toString(), e);
        };
    appender = null;
    try {
      database.disconnect();
    } catch (SQLException close) {
      failure.addSuppressed(close);
    }
    return failure;
  }
}
