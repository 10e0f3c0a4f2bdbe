package dev.clew.fleet.job;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.fleet.node.Target;
import java.util.List;
import java.util.Map;

/// What a job does.
///
/// @param command program and arguments
/// @param environment further variables; may be secret
/// @param directory on the machines; empty for the agent's
/// @param timeoutMillis of each attempt; 0 for none
/// @param retries further attempts on each machine
/// @param debug whether what it prints is recorded
public record JobSpec(
    String target,
    List<String> command,
    Map<String, String> environment,
    String directory,
    long timeoutMillis,
    int retries,
    boolean debug) {
  private static final int MOST_RETRIES = 100;

  /// A message of NATS is no larger, and the job's record has the tasks beside it.
  private static final int MOST_CHARACTERS = 200_000;

  /// The same, once it is known to be sound.
  ///
  /// @throws ClewError E001 or E124 when it is no job
  public JobSpec checked() {
    var _ = Target.parse(target);
    if (command.isEmpty() || command.getFirst().isEmpty()) {
      throw new ClewError(ErrorCode.E001, "A job needs a command.");
    }
    if (retries < 0 || retries > MOST_RETRIES) {
      throw new ClewError(ErrorCode.E001, "--retry takes 0 to 100, not " + retries + ".");
    }
    if (timeoutMillis < 0) {
      throw new ClewError(ErrorCode.E001, "A timeout is positive.");
    }
    long size = command.stream().mapToLong(String::length).sum();
    size +=
        environment.entrySet().stream()
            .mapToLong(each -> each.getKey().length() + each.getValue().length())
            .sum();
    if (size > MOST_CHARACTERS) {
      throw new ClewError(
          ErrorCode.E001, "The command and its variables have more than 200,000 characters.");
    }
    return this;
  }
}
