package dev.clew.workflow;

import dev.clew.run.Recording;
import dev.clew.run.StageCommand;
import dev.clew.run.process.Outcome;
import dev.clew.workflow.definition.Workflow;
import dev.clew.workflow.engine.Ending;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/// What the end of an execution is to the run that records it.
final class EndingOutcome {
  private EndingOutcome() {}

  /// A word for metrics.
  static String status(Ending ending) {
    return switch (ending) {
      case Ending.Completed _ -> "completed";
      case Ending.Failed _ -> "failed";
      case Ending.Cancelled _ -> "cancelled";
    };
  }

  /// As commands end.
  static Outcome of(Ending ending, Workflow workflow) {
    return switch (ending) {
      case Ending.Completed _ -> new Outcome.Exited(0);
      case Ending.Failed failed -> new Outcome.Failed("workflow", failed.message());
      case Ending.Cancelled(String reason) -> {
        Duration limit = workflow.timeout();
        if (reason.equals("timeout") && limit != null) {
          yield new Outcome.TimedOut(1, limit);
        }
        yield reason.startsWith("signal ")
            ? new Outcome.Signaled(Integer.parseInt(reason.substring("signal ".length())))
            : new Outcome.Failed("cancelled", reason);
      }
    };
  }

  /// What the commands of all nodes have written.
  static Recording.Usage usage(StageCommand stages) {
    return new Recording.Usage(
        null, List.of(), stages.lines(), stages.bytes(), OptionalDouble.empty(), 0);
  }
}
