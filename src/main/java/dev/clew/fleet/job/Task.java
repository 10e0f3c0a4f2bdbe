package dev.clew.fleet.job;

/// A job's command on one machine, one attempt.
///
/// @param id the job's, `-`, and its number in the job
/// @param slot which of the job's machines it is for, counted from 0; each attempt has the same
/// @param attempt counted from 1
/// @param exitCode as a shell gives it; -1 while there is none
/// @param error why it did not end with a code of its own; empty else
/// @param dispatched when it was sent, RFC 3339
/// @param started RFC 3339; empty while it has not
/// @param ended RFC 3339; empty while it has not
public record Task(
    String id,
    String node,
    int slot,
    int attempt,
    TaskState state,
    int exitCode,
    String error,
    String dispatched,
    String started,
    String ended) {
  static Task pending(String id, String node, int slot, int attempt, String now) {
    return new Task(id, node, slot, attempt, TaskState.PENDING, -1, "", now, "", "");
  }

  Task started(String at) {
    return new Task(
        id, node, slot, attempt, TaskState.RUNNING, exitCode, error, dispatched, at, ended);
  }

  Task ended(TaskState now, int code, String why, String at) {
    return new Task(id, node, slot, attempt, now, code, why, dispatched, started, at);
  }
}
