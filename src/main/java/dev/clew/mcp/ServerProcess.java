package dev.clew.mcp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A process that is spoken with by its standard streams, in a process group of its own.
public interface ServerProcess extends AutoCloseable {
  /// Its standard input.
  OutputStream input();

  /// Its standard output.
  InputStream output();

  /// Its standard error.
  InputStream errors();

  /// Ends it: closes its input, sends TERM to its group, then KILL, with time in between.
  @Override
  void close();

  /// Starts processes.
  interface Starter {
    /// Starts one.
    ///
    /// @param environment all of it
    /// @param directory null for Clew's own
    /// @throws IOException with a reason for people
    ServerProcess start(
        List<String> command, Map<String, String> environment, @Nullable Path directory)
        throws IOException;
  }
}
