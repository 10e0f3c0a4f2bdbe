package dev.clew.run.process;

import dev.clew.posix.Descriptor;
import dev.clew.posix.Inherited;
import dev.clew.posix.Libc;
import dev.clew.posix.Spawn;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A process that goes on copying a pipe when Clew has ended: a daemon that the command has left
/// behind writes to it, and would die of it if nobody read.
public final class OrphanPipeRelay {
  /// First argument of the process.
  public static final String MARK = "--relay";

  private static final int CHUNK = 64 * 1024;

  private OrphanPipeRelay() {}

  /// Starts it, out of reach of the terminal's signals.
  ///
  /// @param from the pipe
  /// @param number of Clew's descriptor that the pipe was copied to
  static void start(RunContext around, Descriptor from, int number) {
    List<String> command = new ArrayList<>(around.program());
    command.add(MARK);
    var spawn =
        new Spawn(around.libc(), command, around.environment(), Inherited.NOTHING)
            .newSession()
            .redirect(from, 0)
            .redirect(new Descriptor(around.libc(), number), 1);
    try {
      var _ = spawn.start(Path.of("/proc/self/exe").toRealPath().toString());
    } catch (IOException e) {
      around
          .log()
          .debug(
              "run",
              "what is left behind loses its output",
              Context.root(),
              "reason",
              String.valueOf(e.getMessage()));
    }
  }

  /// Copies standard input to standard output until nobody writes or nobody reads any more.
  ///
  /// @return the exit code of the process
  public static int run(Libc libc) {
    byte[] chunk = new byte[CHUNK];
    var out = new Descriptor(libc, 1).output();
    try (var in = new Descriptor(libc, 0).input()) {
      int read;
      while ((read = in.read(chunk, 0, CHUNK)) >= 0) {
        out.write(chunk, 0, read);
      }
      return 0;
    } catch (IOException readerHasGone) {
      // Who still writes meets the same broken pipe as without Clew.
      return 1;
    }
  }
}
