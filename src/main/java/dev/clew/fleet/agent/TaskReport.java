package dev.clew.fleet.agent;

import dev.clew.fleet.job.Order;
import dev.clew.fleet.job.Report;
import dev.clew.fleet.job.TaskState;
import dev.clew.run.process.Outcome;
import org.jspecify.annotations.Nullable;

/// What a task came to, as its machine reports it.
final class TaskReport {
  private TaskReport() {}

  /// @param unhealthy why it was ended as not healthy; null when it was not
  /// @param cancelled whether it was told to end
  /// @param now RFC 3339
  static Report of(
      Order order,
      String node,
      Outcome outcome,
      @Nullable String unhealthy,
      boolean cancelled,
      String now) {
    int code = outcome.clewExitCode();
    if (unhealthy != null) {
      return Report.of(order, node, TaskState.FAILED, code, unhealthy, now);
    }
    boolean failed = outcome.errorType() != null;
    TaskState state = failed ? TaskState.FAILED : TaskState.SUCCEEDED;
    boolean asked = cancelled && (failed || order.service() != null);
    return Report.of(order, node, asked ? TaskState.CANCELLED : state, code, why(outcome), now);
  }

  private static String why(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Exited _ -> "";
      case Outcome.Signaled(int signal) -> "signal " + signal;
      case Outcome.TimedOut _ -> "timed out";
      case Outcome.NotStarted(var code, String detail) ->
          "[" + code + "] " + code.headline() + ": " + detail;
      case Outcome.Failed failed -> failed.reason();
    };
  }
}
