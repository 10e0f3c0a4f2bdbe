package dev.clew.workflow.engine;

import dev.clew.run.process.Outcome;
import dev.clew.workflow.execution.StoredValue;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How an attempt ended.
public sealed interface NodeResult {
  /// It went well.
  ///
  /// @param output on disk already
  /// @param used what it took of models, or null for none
  record Completed(StoredValue output, @Nullable ModelUse used) implements NodeResult {
    /// Without a model.
    public Completed(StoredValue output) {
      this(output, null);
    }
  }

  /// It failed.
  ///
  /// @param type such as `exit:75`, `timeout` or `http:503`, which retries are chosen by
  /// @param message for people, without secrets
  /// @param outcome of its process, or null when it had none
  /// @param tail the last lines of its output
  /// @param after how long to wait at least before it is tried again, or null for no demand
  record Failed(
      String type,
      String message,
      @Nullable Outcome outcome,
      List<String> tail,
      @Nullable Duration after)
      implements NodeResult {
    public Failed {
      tail = List.copyOf(tail);
    }

    /// The time was up.
    ///
    /// @param limit that an attempt has
    static Failed timedOut(@Nullable Duration limit, List<String> tail) {
      String after = limit == null ? "" : " after " + limit.toMillis() / 1e3 + " s";
      return new Failed("timeout", "timed out" + after, null, tail, null);
    }

    /// A failure that was no process'.
    public static Failed of(String type, String message) {
      return new Failed(type, message, null, List.of(), null);
    }
  }

  /// It ended because it was cancelled.
  record Cancelled(List<String> tail) implements NodeResult {}
}
