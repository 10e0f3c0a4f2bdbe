package dev.clew.store;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.otlp.codec.MalformedMessage;
import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.otlp.codec.TooManyParts;
import dev.clew.posix.PrivateFiles;
import dev.clew.runs.Prunable;
import dev.clew.runs.RunNames;
import dev.clew.time.EpochNanos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// An open store.
public final class Store implements Ingest, AutoCloseable {
  private final StoreLock lock;
  private final Sql sql;
  private final Database database;
  private final RunNames names;
  private final RecordBudget records = new RecordBudget();
  private final Writer writer;
  private final Query query;
  private final ScopeReads scopes;
  private final Retention retention;
  private final List<Consumer<Commit>> listeners = new CopyOnWriteArrayList<>();

  private Store(
      StoreSettings settings, StoreLock lock, Database database, Clock clock, CommitTimer figures)
      throws SQLException {
    this.lock = lock;
    this.database = database;
    this.sql = database.sql();
    this.names = new RunNames(settings.runIdAttributes());
    this.query = new Query(database);
    this.scopes = new ScopeReads(query);
    this.writer = new Writer(database, clock, figures, this::told);
    this.retention = new Retention(this, settings, sql, writer, query, clock);
  }

  /// Opens a store, and makes it where there is none.
  ///
  /// @throws ClewError E070 when another process has it, E071 when it is damaged, E072 when a later
  ///   version wrote it, E073 when it cannot be written
  public static Store open(StoreSettings settings, Clock clock, CommitTimer figures) {
    StoreLock lock = lock(settings);
    Database database = null;
    try {
      database = Database.open(settings.directory(), new Sql(), EpochNanos.of(clock.instant()));
      Store store = new Store(settings, lock, database, clock, figures);
      store.writer.start();
      return store;
    } catch (SQLException | ClewError e) {
      if (database != null) {
        database.close();
      }
      lock.close();
      throw e instanceof ClewError error
          ? error
          : Database.failure(settings.directory(), (SQLException) e);
    }
  }

  /// Whether a directory holds a store.
  public static boolean isAt(Path directory) {
    return Files.exists(Database.file(directory));
  }

  private static StoreLock lock(StoreSettings settings) {
    try {
      PrivateFiles.createDirectories(settings.directory());
      return StoreLock.take(settings.directory());
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E073, settings.directory() + ": " + e, e);
    }
  }

  /// Tells others who want the store where it is served.
  public void servedAt(String address) {
    try {
      lock.say("process " + ProcessHandle.current().pid() + " at " + address);
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E073, e.toString(), e);
    }
  }

  /// Where the store of a directory is served now, as a URL.
  public static Optional<String> address(Path directory) {
    return StoreLock.address(directory);
  }

  /// Cuts the request apart on the calling thread, and hands it to the writing one.
  @Override
  public CompletionStage<Receipt> add(OtlpSignal signal, byte[] request) {
    return add(signal, request, records.open(true));
  }

  /// The same for what the user imports: a request may have any number of records.
  public CompletionStage<Receipt> importing(OtlpSignal signal, byte[] request) {
    return add(signal, request, records.open(false));
  }

  private CompletionStage<Receipt> add(OtlpSignal signal, byte[] request, RecordBudget.Hold hold) {
    CompletionStage<Receipt> receipt;
    try {
      receipt = writer.add(new RequestDecoder(signal, request, names, hold).decode());
    } catch (TooManyParts e) {
      receipt = CompletableFuture.failedFuture(new RequestTooLarge(String.valueOf(e.getMessage())));
    } catch (MalformedMessage e) {
      receipt =
          CompletableFuture.failedFuture(new MalformedRequest(String.valueOf(e.getMessage())));
    } catch (RequestTooLarge | StoreBusy e) {
      receipt = CompletableFuture.failedFuture(e);
    } catch (RuntimeException | Error e) {
      hold.release();
      throw e;
    }
    return receipt.whenComplete((_, _) -> hold.release());
  }

  /// Tells of every commit from now on, on the writing thread: the listener must not wait.
  public void listen(Consumer<Commit> listener) {
    listeners.add(listener);
  }

  private void told(Commit commit) {
    listeners.forEach(listener -> listener.accept(commit));
  }

  public RunReads runs() {
    return new RunReads(query);
  }

  public TraceReads traces() {
    return new TraceReads(query);
  }

  public SpanReads spans() {
    return new SpanReads(query);
  }

  public LinkReads links() {
    return new LinkReads(query);
  }

  public LogReads logs() {
    return new LogReads(query);
  }

  public MetricReads metrics() {
    return new MetricReads(query);
  }

  public Export export() {
    return new Export(this);
  }

  public Retention retention() {
    return retention;
  }

  /// Removes old runs of a store that no other process has.
  ///
  /// @throws ClewError E001 when there is none, and as [#open]
  public static Prunable.Removed prune(
      StoreSettings settings, Prunable.Limits limits, boolean dryRun, Clock clock) {
    if (!isAt(settings.directory())) {
      throw new ClewError(ErrorCode.E001, settings.directory() + " holds no store.");
    }
    try (Store store = open(settings, clock, _ -> {})) {
      var usual = store.retention.limits();
      var removed = store.retention.apply(usual.unless(limits), dryRun, () -> false);
      return new Prunable.Removed(
          removed.runs(), removed.noRun(), removed.bytes(), removed.running());
    }
  }

  /// The attributes that name runs, the first one first.
  public List<String> runIdAttributes() {
    return names.attributes();
  }

  /// Bytes of the database that hold something.
  long usedBytes() {
    return query.first("used-bytes", row -> row.getLong(1)).orElse(0L);
  }

  /// Pages of the file that hold nothing.
  long freePages() {
    return query.first("free-pages", row -> row.getLong(1)).orElse(0L);
  }

  /// What stands in place of a run's id for the records of no run, the oldest ones first.
  List<Long> segments() {
    return query.list("segments", row -> row.getLong(1));
  }

  public ScopeReads scopes() {
    return scopes;
  }

  /// Notes what the records of a run come to.
  public CompletionStage<Void> setFacts(long run, RunProjection facts) {
    return change(connection -> RunUpdates.set(connection, sql, run, facts));
  }

  /// Makes a change that removes neither runs nor traces, between two commits of requests.
  CompletableFuture<Void> change(Writer.Change change) {
    return writer.change(false, change);
  }

  /// How many spans, log records and points have been stored, those included that were removed.
  public Cursor newest() {
    return query
        .first("newest", row -> new Cursor(row.getLong(1), row.getLong(2), row.getLong(3)))
        .orElse(Cursor.START);
  }

  /// How many records wait to be committed, as requests.
  public int waiting() {
    return writer.waiting();
  }

  /// The size of the database's files in bytes.
  public long bytes() {
    Path file = database.file();
    return file.toFile().length() + StoreFiles.log(file).toFile().length();
  }

  /// Bytes of requests that wait to be committed.
  public long waitingBytes() {
    return writer.waitingBytes();
  }

  /// Writes what waits, and closes the files.
  @Override
  public void close() {
    try {
      writer.close();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    database.close();
    lock.close();
  }
}
