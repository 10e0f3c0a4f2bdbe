package dev.clew.otlp.receiver;

import java.util.concurrent.atomic.AtomicLong;

/// Limits the bytes that requests hold in memory, over all connections.
///
/// @param limit in bytes
/// @param held how many are held
public record ByteBudget(long limit, AtomicLong held) {
  public ByteBudget(long limit) {
    this(limit, new AtomicLong());
  }

  /// The part of one request.
  Hold open() {
    return new Hold(this);
  }

  private boolean take(long bytes) {
    if (held.addAndGet(bytes) <= limit) {
      return true;
    }
    held.addAndGet(-bytes);
    return false;
  }

  /// What one request holds. It is on one thread at a time.
  static final class Hold {
    private final ByteBudget budget;
    private long bytes;

    private Hold(ByteBudget budget) {
      this.budget = budget;
    }

    void take(long more) throws RejectedRequest {
      if (!budget.take(more)) {
        throw new RejectedRequest(
            Rejection.TOO_MANY, "requests in flight fill the memory there is for them; try again");
      }
      bytes += more;
    }

    void release() {
      budget.held.addAndGet(-bytes);
      bytes = 0;
    }
  }
}
