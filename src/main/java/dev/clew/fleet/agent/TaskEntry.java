package dev.clew.fleet.agent;

import dev.clew.fleet.job.Order;
import dev.clew.fleet.job.Report;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the journal of a task says.
///
/// @param headers of the order
/// @param report what it came to; null while it is not over
public record TaskEntry(
    Phase phase, Order order, Map<String, String> headers, @Nullable Report report) {
  /// How far a task is.
  public enum Phase {
    /// It is known, and not begun.
    ACCEPTED,
    /// It has begun, or was about to.
    STARTED,
    /// It is over; its report may not have been sent.
    ENDED,
    /// Its report has arrived; its records may not have been sent.
    REPORTED
  }
}
