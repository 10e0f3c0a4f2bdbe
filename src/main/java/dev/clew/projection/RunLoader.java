package dev.clew.projection;

import dev.clew.otlp.codec.MessageDescriptor;
import dev.clew.runs.Origin;
import dev.clew.runs.Run;
import dev.clew.runs.RunAssembly;
import dev.clew.store.Store;
import dev.clew.store.StoredRun;
import dev.clew.store.StoredSpan;
import dev.clew.time.EpochNanos;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Predicate;

/// Puts a stored run together as the readers of run files do.
public final class RunLoader {
  /// A run that nothing comes in for in this time is not going on: what samples processes would
  /// have told something.
  static final Duration QUIET = Duration.ofSeconds(60);

  private static final int EVENTS = 20_000;

  /// As [Weight] has them, as all of these.
  private static final long BYTES_OF_EVENTS = 48 << 20;

  /// Spans of more than this are taken in with their attributes and events only while they are not
  /// many.
  private static final int LARGE_SPAN = 8 << 10;

  private static final long BYTES_OF_LARGE_SPANS = 24 << 20;

  /// Of more, the small ones are taken in without attributes and events as well.
  private static final long BYTES_OF_SPANS = 96 << 20;

  private static final MessageDescriptor LOG = MessageDescriptor.of("LogRecord");
  private static final MessageDescriptor SPAN = MessageDescriptor.of("Span");

  private static final int ROOTS = 1_000;

  /// Of a run with more spans, those without a parent tell how it went.
  private static final int FEW_SPANS = 5_000;

  private final Store store;
  private final Clock clock;

  public RunLoader(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /// How much of a run is read.
  private static final class Budget {
    private int records;
    private long bytes;

    Budget(int records, long bytes) {
      this.records = records;
      this.bytes = bytes;
    }

    /// Takes a record from it.
    ///
    /// @return whether there is more
    boolean spend(int size) {
      records--;
      bytes -= size;
      return records > 0 && bytes > 0;
    }
  }

  /// The run without its deeper spans, where it has many.
  public Run outline(StoredRun stored) {
    return assemble(stored, stored.spans() <= FEW_SPANS);
  }

  /// The run with all of its spans.
  public Run whole(StoredRun stored) {
    return assemble(stored, true);
  }

  private Run assemble(StoredRun stored, boolean allSpans) {
    Entries entries = new Entries(store.scopes());
    RunAssembly assembly = new RunAssembly();
    assembly.see(stored.first());
    assembly.see(stored.last());
    Budget budget = new Budget(EVENTS, BYTES_OF_EVENTS);
    store
        .logs()
        .events(
            stored.id(),
            log -> {
              boolean more = budget.spend(Weight.of(LOG, log.data()));
              assembly.accept(entries.of(log));
              return more;
            });
    Budget large = new Budget(Integer.MAX_VALUE, BYTES_OF_LARGE_SPANS);
    Budget all = new Budget(Integer.MAX_VALUE, BYTES_OF_SPANS);
    Predicate<StoredSpan> visitor =
        span -> {
          int size = Weight.of(SPAN, span.data());
          boolean whole = size <= LARGE_SPAN ? all.spend(size) : large.spend(size);
          assembly.accept(whole ? entries.of(span) : entries.bare(span));
          return true;
        };
    if (allSpans) {
      store.spans().ofRun(stored.id(), 0, Integer.MAX_VALUE, visitor);
    } else {
      store.spans().roots(stored.id(), ROOTS, visitor);
    }
    long now = EpochNanos.of(clock.instant());
    boolean live = now - stored.seen() < QUIET.toNanos();
    return assembly.run(stored.key(), new Origin.Server(""), live, live ? now : stored.last());
  }
}
