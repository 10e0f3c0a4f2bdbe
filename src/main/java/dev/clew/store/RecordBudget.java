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
