package dev.clew.cli.record;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.RecordingFactory.Session;
import dev.clew.config.LoggingSettings.Level;
import dev.clew.run.Runner;
import dev.clew.run.process.Outcome;
import dev.clew.telemetry.Telemetry;

/// What `clew run` says of itself.
record RunNotices(CliContext context, Session session) {
  /// Exit code of a command that handles Ctrl-C by itself.
  private static final int INTERRUPTED = 128 + Outcome.INTERRUPT;

  /// Which run it is and where it goes.
  void introduce() {
    Telemetry telemetry = session.telemetry();
    context.say("run " + telemetry.run());
    context.say(telemetry.plan().describe(telemetry.file()));
  }

  /// How to look at a run that failed, where `clew inspect` can read it. A stage leaves that to its
  /// run.
  void end(int code, Runner.Result result) {
    Telemetry telemetry = session.telemetry();
    if (code != 0
        && code != INTERRUPTED
        && context.errIsTerminal()
        && session.settings().logging().level() != Level.ERROR
        && telemetry.plan().isReadable(result.fate(), context.env().containsKey("CLEW_SERVER"))
        && !telemetry.joined()
        && !result.outcome().isBrokenPipe()) {
      context.say("what happened: clew inspect " + telemetry.run().hex().substring(0, 8));
    }
  }
}
