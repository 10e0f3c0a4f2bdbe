package dev.clew.web.api;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Lets searches by regular expression take part of the processors, in turns.
final class SearchSlots {
  private static final int QUEUE = 32;
  private static final long WAIT_SECONDS = 5;

  private final Semaphore slots;

  SearchSlots(int processors) {
    this.slots = new Semaphore(Math.max(1, processors / 2), true);
  }

  /// Makes a search when it is its turn.
  ///
  /// @throws ClewError E074 when too many others wait
  <T> T search(Supplier<T> search) {
    if (slots.getQueueLength() >= QUEUE || !take()) {
      throw new ClewError(
          ErrorCode.E074, "too many searches by regular expression run at once; try again");
    }
    try {
      return search.get();
    } finally {
      slots.release();
    }
  }

  private boolean take() {
    try {
      return slots.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
