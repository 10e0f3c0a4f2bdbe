package dev.clew.fleet.job;

import dev.clew.fleet.bus.FleetStream;

/// What a node says of a task: that it has begun, or what it came to.
///
/// @param state RUNNING, or one that is over
/// @param at RFC 3339
public record Report(
    String job, String task, String node, TaskState state, int exitCode, String error, String at) {
  public String subject() {
    return FleetStream.EVENTS.subject(node, job);
  }

  /// The same report sent twice is taken once.
  public String messageId() {
    return task + "." + state.label();
  }
}
