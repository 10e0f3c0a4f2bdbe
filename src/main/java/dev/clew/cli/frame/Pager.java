package dev.clew.cli.frame;

import dev.clew.posix.Environ;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a list is printed: through a pager on a terminal, else straight.
public final class Pager implements AutoCloseable {
  private static final String DEFAULT = "less -FRX";

  private final PrintStream out;
  private final @Nullable Process process;

  private Pager(PrintStream out, @Nullable Process process) {
    this.out = out;
    this.process = process;
  }

  /// Starts `CLEW_PAGER`, else `PAGER`, else `less -FRX`, by the shell; an empty variable, or
  /// `cat`, is no pager. Where it cannot be started the list is printed straight.
  ///
  /// @param wanted whether the output is a list for people
  public static Pager open(CliContext context, boolean wanted) {
    String command = command(context.env());
    if (!wanted || !context.outIsTerminal() || command.isBlank() || command.equals("cat")) {
      return new Pager(context.out(), null);
    }
    try {
      ProcessBuilder pager =
          new ProcessBuilder(List.of("/bin/sh", "-c", command))
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.INHERIT);
      Environ.restore(pager.environment());
      Process process = pager.start();
      return new Pager(new SafeOutput(process.getOutputStream(), true), process);
    } catch (IOException _) {
      return new Pager(context.out(), null);
    }
  }

  private static String command(Map<String, String> env) {
    return env.getOrDefault("CLEW_PAGER", env.getOrDefault("PAGER", DEFAULT));
  }

  public PrintStream out() {
    return out;
  }

  /// Waits until the reader has left the pager.
  @Override
  public void close() {
    if (process == null) {
      out.flush();
      return;
    }
    out.close();
    try {
      process.waitFor();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
