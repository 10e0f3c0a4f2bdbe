package dev.clew.run.process;

import dev.clew.posix.Libc;
import dev.clew.posix.Processes;
import dev.clew.posix.SelfStatus;
import java.util.HashSet;
import java.util.Set;

/// Passes the signals that Clew receives on to a command in its own process group, each once: not
/// those that were sent to the group and have reached the command already. As a process does, it
/// takes a signal that comes again before the first has been dealt with for one.
final class SignalForwarding {
  private final Libc libc;
  private final int pid;
  private final GroupWitness witness;
  private final SelfStatus own;
  private final Set<Integer> undecided = new HashSet<>();
  private boolean ended;

  /// @param pid of the command
  SignalForwarding(Libc libc, int pid, GroupWitness witness, SelfStatus own) {
    this.libc = libc;
    this.pid = pid;
    this.witness = witness;
    this.own = own;
  }

  /// Passes a signal on, on a thread that may wait.
  void receive(int signal) {
    synchronized (this) {
      if (ended || !undecided.add(signal)) {
        return;
      }
    }
    boolean reached = isReached(signal);
    synchronized (this) {
      undecided.remove(signal);
      if (!reached && !ended) {
        libc.kill(pid, signal);
      }
    }
  }

  private boolean isReached(int signal) {
    if (Processes.group(libc, pid) != Processes.group(libc, 0)) {
      return false;
    }
    try {
      return isGroupReached(signal) || (!witness.isPresent() && isTyped(signal));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Whether a signal has reached the process group.
  boolean isGroupReached(int signal) throws InterruptedException {
    return witness.isReached(signal);
  }

  /// The terminal sends these to the whole foreground group.
  private boolean isTyped(int signal) {
    return (signal == Signals.INT || signal == Signals.QUIT) && own.isForeground();
  }

  /// The command has ended: its pid may belong to another process from now on.
  synchronized void end() {
    ended = true;
  }
}
