package dev.clew.fleet.job;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How a machine finds out whether a replica does its work.
///
/// @param target a URL or a path for HTTP, nothing for TCP: the replica's port
/// @param command that ends with 0 while the replica is healthy; empty for the other kinds
/// @param intervalMillis between two looks
/// @param timeoutMillis of one
/// @param failures in a row that end the replica
/// @param graceMillis from the start, in which it may still fail
public record HealthCheck(
    Kind kind,
    @Nullable String target,
    List<String> command,
    long intervalMillis,
    long timeoutMillis,
    int failures,
    long graceMillis) {
  public HealthCheck {
    command = List.copyOf(command);
  }

  /// What is looked at.
  public enum Kind {
    HTTP,
    TCP,
    COMMAND;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
