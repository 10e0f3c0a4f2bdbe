package dev.clew.console.launch;

import dev.clew.posix.Libc;
import dev.clew.posix.ProcFs;
import dev.clew.posix.Processes;
import dev.clew.posix.WaitStatus;
import dev.clew.time.EpochNanos;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A process that was launched, the leader of a session of its own.
final class Launched {
  private static final int INTERRUPT = 2;
  private static final int KILL = 9;
  private static final int BY_SIGNAL = 128;

  /// How long a process that the command has left behind may still write.
  private static final long LINGER_MILLIS = 250;

  private final Libc libc;
  private final Clock clock;
  private final String workspace;
  private final String run;
  private final int pid;
  private final long start;
  private final LaunchOutput output = new LaunchOutput();
  private final CountDownLatch over = new CountDownLatch(1);
  private long end;
  private OptionalInt code = OptionalInt.empty();
  private boolean gone;
  private boolean asked;

  /// @param pid of a child that nobody else waits for
  Launched(Libc libc, Clock clock, String workspace, String run, int pid) {
    this.libc = libc;
    this.clock = clock;
    this.workspace = workspace;
    this.run = run;
    this.pid = pid;
    this.start = EpochNanos.of(clock.instant());
  }

  /// Begins to read what it writes, and to wait for its end.
  Launched follow(InputStream written) {
    Thread reader = Thread.ofPlatform().daemon().start(() -> output.read(written));
    Thread.ofPlatform().daemon().start(() -> await(reader));
    return this;
  }

  private void await(Thread reader) {
    OptionalInt last = code();
    synchronized (this) {
      gone = true;
    }
    try {
      reader.join(LINGER_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      code = last;
      end = EpochNanos.of(clock.instant());
    }
    over.countDown();
  }

  private OptionalInt code() {
    try {
      while (true) {
        switch (Processes.await(libc, pid)) {
          case WaitStatus.Exited exited -> {
            return OptionalInt.of(exited.code());
          }
          case WaitStatus.Signaled died -> {
            return OptionalInt.of(BY_SIGNAL + died.signal());
          }
          case WaitStatus.Stopped _ -> {
            // It can go on.
          }
        }
      }
    } catch (IllegalStateException notKept) {
      // Where Clew's caller ignores CHLD, the kernel keeps no exit code.
      return OptionalInt.empty();
    }
  }

  String run() {
    return run;
  }

  synchronized LaunchView view(int number) {
    LaunchOutput.Kept kept = output.kept();
    return new LaunchView(
        number, workspace, run, pid, start, end, code, asked, kept.lines(), kept.dropped());
  }

  synchronized boolean isRunning() {
    return end == 0;
  }

  /// Asks it to stop, as Ctrl-C does: the signal goes to the whole process group.
  synchronized void interrupt() {
    if (!gone) {
      asked = true;
      libc.kill(-pid, INTERRUPT);
    }
  }

  /// Kills what it has started, so that `clew run` records the end; where there is nothing, itself.
  synchronized void kill() {
    if (gone) {
      return;
    }
    asked = true;
    List<Long> tree = new ProcFs(Path.of("/proc"), libc.pageSize()).tree(pid);
    for (long each : tree.size() == 1 ? tree : tree.subList(1, tree.size())) {
      libc.kill((int) each, KILL);
    }
  }

  /// Waits for its end.
  ///
  /// @return whether it has ended
  boolean await(long millis) throws InterruptedException {
    return over.await(millis, TimeUnit.MILLISECONDS);
  }
}
