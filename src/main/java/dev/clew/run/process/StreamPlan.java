package dev.clew.run.process;

import dev.clew.posix.Libc;
import dev.clew.posix.Terminal;
import dev.clew.run.terminal.TerminalMode;

/// What a command has for its standard streams.
///
/// @param terminalOut whether standard output is a pseudo-terminal
/// @param terminalErr whether standard error is the same pseudo-terminal
/// @param session whether that is the controlling terminal of a session of its own, with its input.
///   Otherwise the command stays in Clew's session and process group, and the user's terminal goes
///   on to deliver keys and signals to it: several commands of a script or of `make -j` share that
///   terminal, and none of them can take it for itself.
record StreamPlan(boolean terminalOut, boolean terminalErr, boolean session) {
  static StreamPlan of(TerminalMode mode, Libc libc, Terminal input, long pid) {
    return switch (mode) {
      case NEVER -> new StreamPlan(false, false, false);
      case ALWAYS -> new StreamPlan(true, true, true);
      case AUTO -> {
        boolean out = Terminal.is(libc, 1);
        yield new StreamPlan(
            out,
            Terminal.is(libc, 2),
            out && Terminal.is(libc, input.descriptor().number()) && input.isJob(pid));
      }
    };
  }

  boolean terminal() {
    return terminalOut || terminalErr;
  }
}
