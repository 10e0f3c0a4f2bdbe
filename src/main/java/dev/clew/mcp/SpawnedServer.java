package dev.clew.mcp;

import dev.clew.posix.FileAccess;
import dev.clew.posix.Inherited;
import dev.clew.posix.Libc;
import dev.clew.posix.Pipe;
import dev.clew.posix.Processes;
import dev.clew.posix.Spawn;
import dev.clew.run.process.Executable;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A server's process.
final class SpawnedServer implements ServerProcess {
  private static final int SIGKILL = 9;
  private static final int SIGTERM = 15;

  /// Between the ways to end it.
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Libc libc;
  private final int pid;
  private final OutputStream input;
  private final InputStream output;
  private final InputStream errors;
  private boolean closed;

  private SpawnedServer(
      Libc libc, int pid, OutputStream input, InputStream output, InputStream errors) {
    this.libc = libc;
    this.pid = pid;
    this.input = input;
    this.output = output;
    this.errors = errors;
  }

  /// Starts servers.
  ///
  /// @param inherited what they get of what Clew was started with
  static Starter starter(Libc libc, Inherited inherited) {
    return (command, environment, directory) ->
        start(libc, inherited, command, environment, directory);
  }

  private static ServerProcess start(
      Libc libc,
      Inherited inherited,
      List<String> command,
      Map<String, String> environment,
      @Nullable Path directory)
      throws IOException {
    String where = directory == null ? null : directory.toString();
    String program = find(libc, command.getFirst(), environment, where);
    Pipe in = Pipe.open(libc);
    Pipe out = Pipe.open(libc);
    Pipe err = Pipe.open(libc);
    // While both ends are open: opening one without the other would wait for it.
    OutputStream input = openToWrite(in);
    InputStream output = open(out);
    InputStream errors = open(err);
    var spawn = new Spawn(libc, command, environment, inherited);
    if (where != null) {
      spawn.directory(where);
    }
    try {
      int pid =
          spawn
              .newProcessGroup()
              .redirect(in.readEnd(), 0)
              .redirect(out.writeEnd(), 1)
              .redirect(err.writeEnd(), 2)
              .start(program);
      return new SpawnedServer(libc, pid, input, output, errors);
    } catch (IOException e) {
      input.close();
      throw e;
    } finally {
      in.readEnd().close();
      out.writeEnd().close();
      err.writeEnd().close();
    }
  }

  private static String find(
      Libc libc, String program, Map<String, String> environment, @Nullable String directory)
      throws IOException {
    String path = environment.getOrDefault("PATH", "");
    return switch (Executable.find(new FileAccess(libc), program, path, directory)) {
      case Executable.Found(String file) -> file;
      case Executable.NotFound _ -> throw new IOException(program + " is not found");
      case Executable.NotExecutable _ -> throw new IOException(program + " is not executable");
    };
  }

  private static InputStream open(Pipe pipe) throws IOException {
    try {
      return new FileInputStream("/proc/self/fd/" + pipe.readEnd().number());
    } finally {
      pipe.readEnd().close();
    }
  }

  private static OutputStream openToWrite(Pipe pipe) throws IOException {
    try {
      return new FileOutputStream("/proc/self/fd/" + pipe.writeEnd().number());
    } finally {
      pipe.writeEnd().close();
    }
  }

  @Override
  public OutputStream input() {
    return input;
  }

  @Override
  public InputStream output() {
    return output;
  }

  @Override
  public InputStream errors() {
    return errors;
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (output;
        errors) {
      input.close();
      if (!ends() && !signalled(SIGTERM)) {
        var _ = signalled(SIGKILL);
      }
      // What it has started itself and left behind.
      libc.kill(-pid, SIGKILL);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean signalled(int signal) {
    libc.kill(-pid, signal);
    return ends();
  }

  private boolean ends() {
    long until = System.nanoTime() + GRACE.toNanos();
    while (Processes.poll(libc, pid) == null) {
      if (System.nanoTime() - until > 0) {
        return false;
      }
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        // It is ended without further waiting.
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }
}
