package dev.clew.container;

import dev.clew.error.ErrorCode;
import dev.clew.run.Execution;
import dev.clew.run.process.Outcome;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What an init process of a container says when it cannot start the command: the engine does not
/// know of it.
final class InitProcess {
  private static final Pattern REFUSAL =
      Pattern.compile("\\[FATAL +tini \\(\\d+\\)\\] exec (.*) failed: (.*)");

  private static final int NOT_EXECUTABLE = 126;
  private static final int NOT_FOUND = 127;

  private InitProcess() {}

  /// The outcome, or that the command could not be started.
  ///
  /// @param init whether there is an init process
  static Outcome outcome(Outcome outcome, boolean init, Execution execution) {
    if (!init || !(outcome instanceof Outcome.Exited exited) || exited.code() < NOT_EXECUTABLE) {
      return outcome;
    }
    List<String> tail = execution.usage(true).tail();
    Matcher refusal = REFUSAL.matcher(tail.isEmpty() ? "" : tail.getLast().strip());
    if (!refusal.matches()) {
      return outcome;
    }
    return new Outcome.NotStarted(
        exited.code() == NOT_FOUND ? ErrorCode.E030 : ErrorCode.E031,
        "\"" + refusal.group(1) + "\" in the container: " + refusal.group(2));
  }
}
