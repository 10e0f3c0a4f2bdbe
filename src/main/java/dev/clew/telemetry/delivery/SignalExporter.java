package dev.clew.telemetry.delivery;

import dev.clew.otlp.client.Backoff;
import dev.clew.otlp.client.ExportResult;
import dev.clew.runfile.Progress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A signal's cursor, and when it may be tried again.
final class SignalExporter {
  private final SignalCursor cursor;
  private final Backoff backoff;
  private boolean complete;
  private boolean mayHurry;
  private long notBefore = System.nanoTime();

  SignalExporter(SignalCursor cursor, Backoff backoff) {
    this.cursor = cursor;
    this.backoff = backoff;
  }

  SignalCursor cursor() {
    return cursor;
  }

  /// Why not everything is confirmed; null when it is, or nothing was tried.
  @Nullable ExportResult problem() {
    Progress progress = cursor.progress();
    boolean refused = progress.rejected() > 0 || !progress.refused().isEmpty();
    return complete && !refused ? null : cursor.problem();
  }

  /// Whether it may be tried now.
  ///
  /// @param last whether a back-off of our own, not the backend's, is cut short, once
  boolean isDue(long now, boolean last) {
    boolean due = notBefore - now <= 0 || (last && mayHurry);
    mayHurry &= !due;
    return due;
  }

  /// Takes the outcome of an attempt.
  void tried(boolean succeeded, long now) {
    complete = succeeded;
    if (succeeded) {
      backoff.reset();
      notBefore = now;
      return;
    }
    Duration advice =
        cursor.problem() instanceof ExportResult.Refused refused ? refused.retryAfter() : null;
    notBefore = now + backoff.next(advice).toNanos();
    mayHurry = advice == null;
  }

  /// Nanoseconds until an attempt makes sense again: the largest number when it makes none, because
  /// everything has been dealt with or nobody is there.
  long untilNextAttempt(long now) {
    return complete || cursor.problem() instanceof ExportResult.Unreachable
        ? Long.MAX_VALUE
        : Math.max(0, notBefore - now);
  }
}
