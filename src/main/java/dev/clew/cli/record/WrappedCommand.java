package dev.clew.cli.record;

import dev.clew.cli.frame.RecordingFactory;
import dev.clew.cli.frame.RecordingFactory.Session;
import dev.clew.config.LoggingSettings.Level;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.posix.Libc;
import dev.clew.run.Runner;
import dev.clew.run.process.Outcome;
import dev.clew.run.process.RunRequest;
import dev.clew.telemetry.DeliveryOutcome;
import dev.clew.telemetry.SinkPlan;
import dev.clew.telemetry.Telemetry;
import dev.clew.terminal.TerminalText;
import java.io.PrintStream;

/// Runs the command of `run` and `step` and says what has to be said.
final class WrappedCommand {
  /// Exit code when the telemetry had to be delivered and was not: EX_TEMPFAIL of sysexits.
  private static final int NOT_DELIVERED = 75;

  /// Exit code of a command that handles Ctrl-C by itself.
  private static final int INTERRUPTED = 128 + Outcome.INTERRUPT;

  private final RecordingFactory sessions;

  WrappedCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  int run(RunRequest request, CommandOptions options) throws InterruptedException {
    Session session = sessions.open(options.exportTimeout());
    if (sessions.options().debug()) {
      introduce(session.telemetry());
    }
    Runner.Result result = sessions.runner(session).run(request);
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
    if (code != 0
        && code != INTERRUPTED
        && sessions.context().errIsTerminal()
        && session.settings().logging().level() != Level.ERROR) {
      hint(session.telemetry(), result);
    }
    return code == 0 && options.requireExport() && result.fate() != DeliveryOutcome.DELIVERED
        ? NOT_DELIVERED
        : code;
  }

  /// Says which run it is and where it goes.
  private void introduce(Telemetry telemetry) {
    PrintStream err = sessions.context().err();
    err.print("clew: run " + telemetry.run() + "\n");
    switch (telemetry.plan()) {
      case SinkPlan.Off _ -> err.print("clew: telemetry is off\n");
      case SinkPlan.File _ ->
          err.print(
              "clew: recording in " + TerminalText.plain(String.valueOf(telemetry.file())) + "\n");
      case SinkPlan.Backend backend ->
          err.print(
              "clew: exporting to " + TerminalText.plain(backend.settings().destinations()) + "\n");
      case SinkPlan.Both both ->
          err.print(
              "clew: exporting to "
                  + TerminalText.plain(both.settings().destinations())
                  + " and recording in "
                  + TerminalText.plain(String.valueOf(telemetry.file()))
                  + "\n");
    }
    err.flush();
  }

  /// Says how to look at a run that failed, where `clew inspect` can read it. A stage leaves that
  /// to its run.
  private void hint(Telemetry telemetry, Runner.Result result) {
    boolean readable =
        switch (telemetry.plan()) {
          case SinkPlan.Off _ -> false;
          case SinkPlan.File _, SinkPlan.Both _ -> result.fate() != DeliveryOutcome.LOST;
          case SinkPlan.Backend _ ->
              result.fate() == DeliveryOutcome.KEPT
                  || sessions.context().env().containsKey("CLEW_SERVER");
        };
    if (readable && !telemetry.joined() && !result.outcome().isBrokenPipe()) {
      PrintStream err = sessions.context().err();
      err.print(
          "clew: what happened: clew inspect " + telemetry.run().hex().substring(0, 8) + "\n");
      err.flush();
    }
  }

  static ClewError nothingToRun(String usage) {
    return new ClewError(ErrorCode.E001, "no command is given; write " + usage);
  }
}
