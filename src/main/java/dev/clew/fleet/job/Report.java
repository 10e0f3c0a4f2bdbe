package dev.clew.fleet.job;

import dev.clew.fleet.bus.FleetStream;

/// What a node says of a task: that it has begun, or what it came to.
///
/// @param state RUNNING, or one that is over
/// @param at RFC 3339
/// @param port that a replica was given; 0 for none
/// @param healthy whether a replica does its work
public record Report(
    String job,
    String task,
    String node,
    TaskState state,
    int exitCode,
    String error,
    String at,
    int port,
    boolean healthy) {
  /// What a task came to.
  public static Report of(
      Order order, String node, TaskState state, int code, String error, String at) {
    return new Report(order.job(), order.task(), node, state, code, error, at, 0, false);
  }

  public String subject() {
    return FleetStream.EVENTS.subject(node, job);
  }

  /// The same report sent twice is taken once.
  public String messageId() {
    return task + "." + state.label() + (healthy ? ".healthy" : "");
  }
}
