package dev.clew.cli.record;

import dev.clew.cli.frame.RecordingFactory;
import dev.clew.cli.frame.RecordingFactory.Session;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.posix.Libc;
import dev.clew.run.Runner;
import dev.clew.run.process.Outcome;
import dev.clew.run.process.RunRequest;
import dev.clew.telemetry.DeliveryOutcome;

/// Runs the command of `run` and `step` and says what has to be said.
final class WrappedCommand {
  /// Exit code when the telemetry had to be delivered and was not: EX_TEMPFAIL of sysexits.
  private static final int NOT_DELIVERED = 75;

  private final RecordingFactory sessions;

  WrappedCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  int run(RunRequest request, CommandOptions options) throws InterruptedException {
    return run(options, session -> sessions.runner(session).run(request));
  }

  /// What runs the command.
  interface How {
    Runner.Result run(Session session) throws InterruptedException;
  }

  int run(CommandOptions options, How how) throws InterruptedException {
    Session session = sessions.open(options.exportTimeout());
    var notices = new RunNotices(sessions.context(), session);
    if (sessions.options().debug()) {
      notices.introduce();
    }
    Runner.Result result = how.run(session);
    ClewError error = result.outcome().error();
    if (error != null) {
      return sessions.failures().show(error);
    }
    if (result.outcome().isInterrupted()) {
      sessions.context().err().flush();
      new Libc().raiseByDefault(Outcome.INTERRUPT);
    }
    int code = result.outcome().clewExitCode();
    String loss = result.loss();
    if (loss != null) {
      int lost = sessions.failures().show(new ClewError(ErrorCode.E047, loss + "."));
      return code == 0 ? lost : code;
    }
    notices.end(code, result);
    return code == 0 && options.requireExport() && result.fate() != DeliveryOutcome.DELIVERED
        ? NOT_DELIVERED
        : code;
  }
}
