package dev.clew.run.process;

import dev.clew.posix.Descriptor;
import dev.clew.posix.Environ;
import dev.clew.posix.Inherited;
import dev.clew.posix.Libc;
import dev.clew.posix.Processes;
import dev.clew.posix.ResourceUsage;
import dev.clew.posix.Spawn;
import dev.clew.posix.SpawnFailure;
import dev.clew.posix.Terminal;
import dev.clew.posix.WaitStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The process between Clew and a command that has a terminal of its own: it leads the session of
/// that terminal, with the command as the job in the foreground.
///
/// A job can be suspended only when its parent belongs to the same session: the signals of Ctrl-Z
/// do nothing to a process group that nobody in its session could continue. So the command's parent
/// cannot be Clew, which belongs to the user's session.
///
/// It tells Clew what happens in lines: `started PID`, `exited CODE`, `signaled N`, `stopped N`, or
/// `refused ERRNO`, and before the end `used` with what the command took ([ResourceUsage#words]):
/// what Clew has waited for is this process, too.
public final class SessionLeader {
  /// First argument of the process.
  public static final String MARK = "--lead-session";

  private static final int TERMINAL_IN = 21;
  private static final int TERMINAL_OUT = 22;
  private static final int CONTINUE = 18;

  private final Libc libc;
  private final OutputStream report;
  private final Terminal terminal;

  private SessionLeader(Libc libc, Descriptor report, Terminal terminal) {
    this.libc = libc;
    this.report = report.output();
    this.terminal = terminal;
  }

  /// The arguments after [#MARK].
  ///
  /// @param report number of the descriptor to report to
  static List<String> arguments(Descriptor report, String program) {
    return List.of(MARK, Integer.toString(report.number()), program);
  }

  /// Leads the session of the terminal on standard output until the command ends.
  ///
  /// @param arguments of the process: the mark, what to report to, the program's file, and the
  ///   command
  public static int run(Libc libc, Inherited inherited, String... arguments) {
    var report = new Descriptor(libc, Integer.parseInt(arguments[1]));
    var spawn =
        new Spawn(
                libc,
                List.of(arguments).subList(3, arguments.length),
                Environ.variables(Map.of()),
                new Inherited(
                    inherited.without(report.number()).descriptors(),
                    Set.of(),
                    inherited.signals().noticing(Signals.CHLD)))
            .newProcessGroup();
    var leader = new SessionLeader(libc, report, new Terminal(libc, new Descriptor(libc, 1)));
    try {
      leader.lead(spawn, arguments[2]);
      return 0;
    } catch (IOException clewHasGone) {
      // The terminal closes with it, which tells the command.
      return 1;
    }
  }

  private void lead(Spawn spawn, String program) throws IOException {
    int pid;
    try {
      pid = spawn.start(program);
    } catch (SpawnFailure e) {
      say("refused", e.errno());
      return;
    }
    // This process is in the foreground itself so far.
    terminal.setForeground(pid);
    say("started", pid);
    while (true) {
      switch (Processes.await(libc, pid)) {
        case WaitStatus.Exited exited -> {
          sayUsed();
          say("exited", exited.code());
          return;
        }
        case WaitStatus.Signaled died -> {
          sayUsed();
          say("signaled", died.signal());
          return;
        }
        case WaitStatus.Stopped stopped -> {
          if (stopped.signal() == TERMINAL_IN || stopped.signal() == TERMINAL_OUT) {
            // It asked for the terminal before it was in the foreground.
            libc.kill(-pid, CONTINUE);
          } else {
            say("stopped", stopped.signal());
          }
        }
      }
    }
  }

  private void sayUsed() throws IOException {
    say("used", ResourceUsage.ofChildren(libc).words());
  }

  private void say(String what, Object value) throws IOException {
    report.write((what + " " + value + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
