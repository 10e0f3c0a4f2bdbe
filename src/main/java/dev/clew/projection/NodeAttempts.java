package dev.clew.projection;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/// The attempts at a node, or at one item of it, as they become known.
final class NodeAttempts {
  private static final Attempt NONE = new Attempt("", "", 0, 0, "", "", 0);

  /// An attempt.
  ///
  /// @param end 0 while it goes on
  /// @param state empty while it goes on
  /// @param number from 1; 0 for a node that was skipped or failed before its first attempt, and
  ///   while it is not known
  record Attempt(
      String spanId,
      String traceId,
      long start,
      long end,
      String state,
      String reason,
      int number) {
    boolean isOpen() {
      return state.isEmpty();
    }
  }

  private final Map<String, Attempt> all = new LinkedHashMap<>();
  private long requested;
  private long received;
  private long retried;
  private long cancelled;
  private String cancelReason = "";

  /// An attempt has begun or ended; its span, which comes when it has ended, knows it best.
  void add(Attempt attempt) {
    if (attempt.isOpen()) {
      all.putIfAbsent(attempt.spanId(), attempt);
    } else {
      all.put(attempt.spanId(), attempt);
    }
  }

  void requested(long time) {
    requested = Math.max(requested, time);
  }

  void received(long time) {
    received = Math.max(received, time);
  }

  void retried(long time) {
    retried = Math.max(retried, time);
  }

  void cancelled(long time, String reason) {
    cancelled = Math.max(cancelled, time);
    cancelReason = reason;
  }

  /// The one that began last; one without a span when there is none.
  Attempt last() {
    return all.values().stream().max(Comparator.comparingLong(Attempt::start)).orElse(NONE);
  }

  /// When the first one began; 0 when there is none.
  long first() {
    return all.values().stream().mapToLong(Attempt::start).min().orElse(0);
  }

  int count() {
    int numbered = all.values().stream().mapToInt(Attempt::number).max().orElse(0);
    long begun = all.values().stream().filter(each -> each.isOpen() || each.number() > 0).count();
    return (int) Math.max(numbered, begun);
  }

  /// What it has come to, as [ExecutionGraph.GraphNode] has it.
  ///
  /// @param live whether what has not ended goes on
  /// @param resumed when the execution was resumed, or 0; what has not gone well before that is to
  ///   be done again
  String state(boolean live, long resumed) {
    Attempt last = last();
    if (last.state().equals("ok")) {
      return "ok";
    }
    long latest = Math.max(Math.max(last.start(), last.end()), cancelled);
    if (latest == 0 || latest < resumed) {
      return "pending";
    }
    if (cancelled >= Math.max(1, last.start())) {
      return "cancelled";
    }
    if (!last.isOpen()) {
      return live && last.state().equals("failed") && retried >= last.start()
          ? "retrying"
          : last.state();
    }
    if (!live) {
      return "interrupted";
    }
    return requested >= last.start() && requested > received ? "waiting" : "running";
  }

  /// Why it has the state that it has; empty for no reason.
  String reason(String state) {
    if (state.equals("cancelled") && !cancelReason.isEmpty()) {
      return cancelReason;
    }
    return state.equals("pending") ? "" : last().reason();
  }
}
