package dev.clew.fleet.job;

import java.util.Locale;

/// How a task stands.
public enum TaskState {
  /// Its node has not reported that it has started.
  PENDING,
  RUNNING,
  /// Exit code 0.
  SUCCEEDED,
  /// Another exit code, a signal, a limit of time, or it did not start.
  FAILED,
  CANCELLED,
  /// Its agent or machine went away; whether it ended is not known.
  LOST;

  public boolean isOver() {
    return this != PENDING && this != RUNNING;
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
