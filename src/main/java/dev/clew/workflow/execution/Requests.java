package dev.clew.workflow.execution;

import java.time.Clock;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Leaves requests for the process that executes.
public final class Requests {
  private final ExecutionFiles files;
  private final Clock clock;
  private final RandomGenerator random;

  public Requests(ExecutionFiles files, Clock clock, RandomGenerator random) {
    this.files = files;
    this.clock = clock;
    this.random = random;
  }

  /// Leaves a request, which is taken in the order of its time.
  ///
  /// @throws dev.clew.error.ClewError E023 when it cannot be written
  public void leave(Inbox.Letter letter) {
    new Inbox(files).put(ExecutionId.random(clock.instant(), random).text(), letter);
  }

  /// Who asks, for the log.
  public static String user(Map<String, String> environment) {
    return environment.getOrDefault("USER", environment.getOrDefault("LOGNAME", "a user"));
  }
}
