package dev.clew.run.process;

import dev.clew.posix.Libc;
import dev.clew.posix.Processes;
import dev.clew.posix.ResourceUsage;
import dev.clew.posix.SpawnFailure;
import dev.clew.posix.WaitStatus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The process that a command runs in.
interface CommandProcess {
  int pid();

  /// The child of Clew's own that is waited for.
  int child();

  /// Waits until it ends or stops.
  WaitStatus await();

  /// What it and its children have taken, as far as they have been waited for.
  ResourceUsage used();

  /// A child of Clew's own.
  record Direct(Libc libc, int pid) implements CommandProcess {
    @Override
    public int child() {
      return pid;
    }

    @Override
    public WaitStatus await() {
      return Processes.await(libc, pid);
    }

    @Override
    public ResourceUsage used() {
      return ResourceUsage.ofChildren(libc);
    }
  }

  /// The child of a [SessionLeader].
  final class InSession implements CommandProcess {
    private final Libc libc;
    private final int leader;
    private final BufferedReader reports;
    private final int pid;
    private volatile ResourceUsage used = ResourceUsage.NONE;

    /// @param leader its pid
    /// @param reports what it writes
    /// @throws IOException when the command cannot be started
    InSession(Libc libc, int leader, InputStream reports) throws IOException {
      this.libc = libc;
      this.leader = leader;
      this.reports = new BufferedReader(new InputStreamReader(reports, StandardCharsets.UTF_8));
      String[] first = next();
      if (first == null || !first[0].equals("started")) {
        var _ = Processes.await(libc, leader);
        if (first == null) {
          throw new IOException("the session of the terminal has ended");
        }
        throw new SpawnFailure(libc, Integer.parseInt(first[1]));
      }
      this.pid = Integer.parseInt(first[1]);
    }

    @Override
    public int pid() {
      return pid;
    }

    @Override
    public int child() {
      return leader;
    }

    @Override
    public WaitStatus await() {
      String[] report = next();
      if (report != null && report[0].equals("used")) {
        used = ResourceUsage.ofWords(report[1]);
        report = next();
      }
      if (report != null && report[0].equals("stopped")) {
        return new WaitStatus.Stopped(Integer.parseInt(report[1]));
      }
      WaitStatus leaders = Processes.await(libc, leader);
      if (report == null) {
        return leaders;
      }
      int value = Integer.parseInt(report[1]);
      return report[0].equals("exited")
          ? new WaitStatus.Exited(value)
          : new WaitStatus.Signaled(value);
    }

    @Override
    public ResourceUsage used() {
      return used;
    }

    private String @Nullable [] next() {
      try {
        String line = reports.readLine();
        return line == null ? null : line.split(" ", 2);
      } catch (IOException e) {
        throw new IllegalStateException("a pipe cannot be read", e);
      }
    }
  }
}
