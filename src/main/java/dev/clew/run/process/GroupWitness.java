package dev.clew.run.process;

import dev.clew.posix.Descriptor;
import dev.clew.posix.Inherited;
import dev.clew.posix.Libc;
import dev.clew.posix.Pipe;
import dev.clew.posix.Processes;
import dev.clew.posix.Spawn;
import dev.clew.posix.WaitStatus;
import dev.clew.telemetry.log.Log;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A small process in the process group of Clew and the command, which does nothing. A signal that
/// ends it was sent to the group (by `kill -- -PGID`, `timeout`, a terminal) or to all processes of
/// a service (by systemd): the command has it already. One that it does not get was for Clew alone.
/// The kernel tells a process who sent it a signal, but not to whom else.
final class GroupWitness implements AutoCloseable {
  /// A sender may need this long from one process to the next.
  static final long BURST_NANOS = 50_000_000;

  private static final long LOOK_MILLIS = 2;

  /// It leaves no core, and ends with Clew, which has the other end of its input.
  private static final List<String> COMMAND = List.of("sh", "-c", "ulimit -c 0; read -r _");

  private final Libc libc;
  private final Inherited inherited;
  private final Log log;
  private @Nullable Descriptor input;
  private int pid;
  private boolean present;
  private final Map<Integer, Long> hits = new HashMap<>();
  private boolean closed;

  GroupWitness(RunContext around) {
    this.libc = around.libc();
    this.log = around.log();
    // Its own end is to be noticed.
    this.inherited =
        new Inherited(Set.of(), Set.of(), around.inherited().signals().noticing(Signals.CHLD));
  }

  /// Starts the process; without one nothing is known of the group.
  synchronized void start() {
    if (closed || pid != 0) {
      return;
    }
    try {
      Pipe pipe = Pipe.open(libc);
      try (Descriptor end = pipe.readEnd()) {
        pid =
            new Spawn(libc, COMMAND, Map.of(), inherited)
                .redirect(end, 0)
                .open("/dev/null", 1)
                .open("/dev/null", 2)
                .start("/bin/sh");
        input = pipe.writeEnd();
        present = true;
      } catch (IOException e) {
        pipe.writeEnd().close();
        throw e;
      }
    } catch (IOException e) {
      log.debug(
          "run",
          "signals to the process group are not told from others",
          Context.root(),
          "reason",
          String.valueOf(e.getMessage()));
    }
  }

  /// Whether there is one.
  synchronized boolean isPresent() {
    return present;
  }

  /// Whether it is this process.
  synchronized boolean is(int process) {
    return process == pid;
  }

  /// Whether a signal that Clew has just received reached the group, too; waits for a slow sender.
  boolean isReached(int signal) throws InterruptedException {
    long since = System.nanoTime();
    while (!look(kind(signal), since)) {
      if (System.nanoTime() - since > BURST_NANOS) {
        return false;
      }
      Thread.sleep(LOOK_MILLIS);
    }
    return true;
  }

  /// systemd and `timeout` send these together, and only one of them ends the process.
  private static int kind(int signal) {
    return signal == Signals.HUP || signal == Signals.CONT ? Signals.TERM : signal;
  }

  private synchronized boolean look(int kind, long since) {
    WaitStatus end = pid == 0 ? null : Processes.poll(libc, pid);
    if (end != null) {
      forget();
      if (end instanceof WaitStatus.Signaled died) {
        hits.put(kind(died.signal()), System.nanoTime());
        start();
      }
    }
    Long hit = hits.get(kind);
    return hit != null && hit - since > -BURST_NANOS;
  }

  private void forget() {
    pid = 0;
    Descriptor end = input;
    if (end != null) {
      end.close();
      input = null;
    }
  }

  /// Ends the process.
  @Override
  public synchronized void close() {
    closed = true;
    if (pid != 0) {
      libc.kill(pid, Signals.KILL);
      var _ = Processes.await(libc, pid);
      forget();
    }
  }
}
