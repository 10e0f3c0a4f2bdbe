package dev.clew.workflow.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells an attempt that it is to end. Thread-safe.
public final class AttemptStop {
  private final List<Runnable> actions = new ArrayList<>();
  private @Nullable String reason;

  /// Asks the attempt to end; later calls change nothing.
  void cancel(String why) {
    List<Runnable> due;
    synchronized (this) {
      if (reason != null) {
        return;
      }
      reason = why;
      due = List.copyOf(actions);
      actions.clear();
    }
    due.forEach(Runnable::run);
  }

  public synchronized boolean isCancelled() {
    return reason != null;
  }

  /// Why the attempt is to end; empty while it is not.
  public synchronized String reason() {
    return reason == null ? "" : reason;
  }

  /// Runs an action when the attempt is to end, on the thread that says so; at once where it is
  /// already.
  public void onCancel(Runnable action) {
    synchronized (this) {
      if (reason == null) {
        actions.add(action);
        return;
      }
    }
    action.run();
  }
}
