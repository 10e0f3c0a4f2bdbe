package dev.clew.store;

import dev.clew.store.Ingest.RequestTooLarge;
import dev.clew.store.Ingest.StoreBusy;
import java.util.concurrent.atomic.AtomicLong;

/// Limits the records that are held in memory between decoding and commit: a record may have two
/// bytes in a request, but takes more than a hundred here.
///
/// @param held records of all requests
record RecordBudget(AtomicLong held) {
  /// Records of one request. Collectors send some thousands.
  static final int OF_REQUEST = 250_000;

  /// Records of all requests together, about 100 MB.
  static final long OF_ALL = 500_000;

  /// Bytes of a resource or scope. Readers hold some of them for each of many records.
  static final int OF_ORIGIN = 1 << 20;

  /// Bytes of a metric without its points. Readers hold all of a run's.
  static final int OF_METRIC = 64 << 10;

  /// Bytes of a name that are searched and listed; the record keeps all of it.
  static final int OF_NAME = 4000;

  /// How many are taken at once.
  private static final int STEP = 1024;

  RecordBudget() {
    this(new AtomicLong());
  }

  /// The part of one request.
  ///
  /// @param limited whether there is a limit
  Hold open(boolean limited) {
    return new Hold(this, limited);
  }

  /// Refuses what is larger than it may be.
  static void check(String what, int bytes, int most) throws RequestTooLarge {
    if (bytes > most) {
      throw new RequestTooLarge("a " + what + " may have at most " + (most >> 10) + " KiB");
    }
  }

  /// What one request holds. Of one thread at a time.
  static final class Hold {
    private final RecordBudget budget;
    private final boolean limited;
    private int taken;
    private int used;

    private Hold(RecordBudget budget, boolean limited) {
      this.budget = budget;
      this.limited = limited;
    }

    /// Counts a record, or something else that costs as much: a resource, a scope.
    void count() throws RequestTooLarge, StoreBusy {
      if (used++ == taken) {
        more();
      }
    }

    private void more() throws RequestTooLarge, StoreBusy {
      if (limited && used > OF_REQUEST) {
        throw new RequestTooLarge(
            "a request may have " + OF_REQUEST + " records, resources and scopes");
      }
      if (budget.held.addAndGet(STEP) > OF_ALL && limited) {
        budget.held.addAndGet(-STEP);
        throw new StoreBusy("too many records wait to be stored; try again");
      }
      taken += STEP;
    }

    void release() {
      budget.held.addAndGet(-taken);
      taken = 0;
    }
  }
}
