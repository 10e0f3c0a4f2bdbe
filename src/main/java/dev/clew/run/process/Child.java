package dev.clew.run.process;

import dev.clew.error.ErrorCode;
import dev.clew.posix.FileAccess;
import dev.clew.posix.Libc;
import dev.clew.posix.NativeText;
import dev.clew.posix.OrphanReaper;
import dev.clew.posix.ProcFs;
import dev.clew.posix.ResourceUsage;
import dev.clew.posix.SelfStatus;
import dev.clew.posix.Suspension;
import dev.clew.posix.WaitStatus;
import dev.clew.run.output.OutputPump;
import dev.clew.run.output.OutputTail;
import dev.clew.run.output.SelfOutput;
import dev.clew.run.terminal.TerminalBridge;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A started command: its process, and the pumps that pass its output on.
public final class Child {
  /// How long nothing may come after the command's end while a process that it left behind keeps
  /// the pipe open.
  private static final long LINGER_MILLIS = 250;

  /// How long nothing may come after the command has been suspended: what it drew before is shown.
  private static final long SETTLE_MILLIS = 10;

  private static final int TAIL_LINES = 50;

  private final CommandProcess process;
  private final RunContext around;
  private final Libc libc;
  private final List<OutputPump> pumps;
  private final List<SelfOutput> outputs;
  private final @Nullable TerminalBridge terminal;
  private final Suspension suspension;
  private final SelfStatus own;
  private final GroupWitness witness;
  private final SignalForwarding forwarding;
  private final ProcFs proc;

  /// @param outputs that the pumps write to
  /// @param terminal what joins its terminal with the user's, or null when it has none
  Child(
      CommandProcess process,
      RunContext around,
      List<OutputPump> pumps,
      List<SelfOutput> outputs,
      @Nullable TerminalBridge terminal) {
    this.process = process;
    this.around = around;
    this.libc = around.libc();
    this.pumps = pumps;
    this.outputs = outputs;
    this.terminal = terminal;
    this.suspension = new Suspension(libc);
    this.own = new SelfStatus(around.proc());
    this.proc = around.procFs();
    this.witness = new GroupWitness(around);
    this.forwarding = new SignalForwarding(libc, process.pid(), witness, own);
  }

  /// Begins to pass on what comes from it and what is typed for it.
  void pump() {
    // What the command does to its terminal is seen by a pump, and looked up by the pid.
    if (terminal != null) {
      terminal.start(process.pid());
    }
    pumps.forEach(OutputPump::start);
  }

  public long pid() {
    return process.pid();
  }

  /// What the command and its children have taken, as far as they have been waited for.
  public ResourceUsage used() {
    return process.used();
  }

  private boolean inSession() {
    return process instanceof CommandProcess.InSession;
  }

  /// As process 1 of a container, begins to wait for what others leave behind.
  public void adoptOrphans() {
    if (around.pid() == 1) {
      new OrphanReaper(libc, pid -> pid == process.child() || witness.is(pid)).start();
    }
  }

  /// Begins to tell signals to the process group from those to Clew.
  public void watchGroup() {
    if (!inSession()) {
      witness.start();
    }
  }

  /// Passes a signal on that Clew has received.
  public void receive(int signal) {
    switch (signal) {
      case Signals.WINCH -> resize();
      case Signals.CONT -> continued();
      case Signals.TSTP -> {
        // The terminal has sent it to the whole foreground group, the command included.
        if (inSession() || !own.isForeground()) {
          libc.kill(process.pid(), signal);
        }
      }
      default -> {
        if (inSession()) {
          libc.kill(process.pid(), signal);
        } else {
          forwarding.receive(signal);
        }
      }
    }
  }

  private void resize() {
    if (terminal != null) {
      terminal.resize();
      if (!inSession()) {
        // It heard of it before the new size was there to be seen.
        libc.kill(process.pid(), Signals.WINCH);
      }
    }
  }

  /// What `timeout` and systemd send after another signal, to whom they have sent that.
  private void continued() {
    try {
      if (inSession()
          || own.hasTerminal()
          || proc.isStopped(process.pid())
          || !forwarding.isGroupReached(Signals.CONT)) {
        goOn();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void goOn() {
    suspension.goOn();
    if (terminal != null) {
      terminal.goOn();
    }
    if (inSession()) {
      libc.kill(-process.pid(), Signals.CONT);
    } else if (!own.hasTerminal() || proc.isStopped(process.pid())) {
      // A shell tells the whole group to go on, the command included.
      libc.kill(process.pid(), Signals.CONT);
    }
  }

  /// Waits for the command's end, which comes by force when it takes too long, and for its output.
  public Outcome await(RunRequest request) throws InterruptedException {
    var deadline = new CommandTimeout(libc, proc, process.pid(), request.killAfter());
    deadline.start(request.timeout());
    try {
      while (true) {
        switch (process.await()) {
          case WaitStatus.Exited exited -> {
            return ended(request, deadline, new Outcome.Exited(exited.code()));
          }
          case WaitStatus.Signaled died -> {
            return ended(request, deadline, new Outcome.Signaled(died.signal()));
          }
          case WaitStatus.Stopped stopped -> suspend(stopped.signal());
        }
      }
    } finally {
      if (terminal != null) {
        terminal.close();
      }
    }
  }

  private Outcome ended(RunRequest request, CommandTimeout deadline, Outcome outcome)
      throws InterruptedException {
    boolean late = deadline.end();
    forwarding.end();
    for (OutputPump pump : pumps) {
      pump.await(LINGER_MILLIS);
      pump.abandon();
    }
    return late && request.timeout() != null
        ? new Outcome.TimedOut(outcome.exitCode(), request.timeout())
        : outcome;
  }

  /// The command has been suspended: so is Clew, as the command would be without it.
  private void suspend(int signal) throws InterruptedException {
    boolean asked = signal == Signals.TSTP || (signal == Signals.STOP && inSession());
    if (!asked || !own.hasTerminal()) {
      return;
    }
    for (OutputPump pump : pumps) {
      pump.await(SETTLE_MILLIS);
    }
    if (terminal != null) {
      terminal.close();
    }
    if (!suspension.stop(signal, inSession() ? 0 : (int) around.pid())) {
      goOn();
    }
  }

  /// Ends the command and the processes below it: TERM, and KILL after a grace.
  public void stop(Duration grace) {
    new CommandTimeout(libc, proc, process.pid(), grace).start(Duration.ZERO);
  }

  /// Ends what was started beside the command.
  public void close() {
    witness.close();
  }

  /// The last lines of both streams in the order in which they began.
  public List<String> tail() {
    return OutputTail.lastLines(
        TAIL_LINES, pumps.stream().map(OutputPump::tail).toArray(OutputTail[]::new));
  }

  public long lines() {
    return pumps.stream().mapToLong(OutputPump::lines).sum();
  }

  public long bytes() {
    return pumps.stream().mapToLong(OutputPump::bytes).sum();
  }

  /// Whether what it writes is not taken any more.
  public boolean isUnread() {
    return outputs.stream().anyMatch(SelfOutput::isClosed);
  }

  /// Has something done when what it writes is not taken any more, before it can notice.
  public void whenUnread(Runnable action) {
    outputs.forEach(output -> output.whenClosed(action));
  }

  /// What of its output could not be written, and why, in a phrase; null when nothing is missing.
  @Nullable
  public String loss() {
    String losses =
        outputs.stream()
            .map(SelfOutput::loss)
            .filter(Objects::nonNull)
            .collect(Collectors.joining(", "));
    return losses.isEmpty() ? null : losses;
  }

  /// Why a command cannot be started, or null when nothing speaks against it.
  ///
  /// @param executable what its program is
  public static Outcome.@Nullable NotStarted obstacle(
      FileAccess files, RunRequest request, Executable executable) {
    String directory = request.directory();
    if (directory != null && !files.obstacleTo(directory).isEmpty()) {
      String workspace = request.labels().get(RunRequest.WORKSPACE);
      return new Outcome.NotStarted(
          ErrorCode.E033,
          NativeText.printable(directory)
              + ": "
              + files.obstacleTo(directory)
              + (workspace == null ? "" : " (workspace " + workspace + ")"));
    }
    String program = request.command().getFirst();
    String name = NativeText.printable(program);
    return switch (executable) {
      case Executable.Found _ -> null;
      case Executable.NotFound _ ->
          new Outcome.NotStarted(
              ErrorCode.E030,
              program.indexOf('/') >= 0
                  ? "\"" + name + "\" does not exist"
                  : "\"" + name + "\" is in no directory of PATH");
      case Executable.NotExecutable blocked ->
          new Outcome.NotStarted(
              ErrorCode.E031,
              "\""
                  + NativeText.printable(blocked.path())
                  + (blocked.directory() ? "\" is a directory" : "\" has no execute permission"));
    };
  }
}
