package dev.clew.cli.frame;

import dev.clew.posix.Inherited;
import dev.clew.run.output.DeferredStderr;
import dev.clew.serve.DaemonConfig;
import java.util.List;
import java.util.function.ToIntFunction;

/// This process as recording needs it.
///
/// @param program what starts it again, up to its arguments
/// @param inherited what it was started with and passes on
/// @param words its standard error
/// @param version Clew's own
/// @param server runs the daemon until the process is told to end, and returns the exit code
public record ProcessInfo(
    List<String> program,
    Inherited inherited,
    DeferredStderr words,
    long pid,
    String hostName,
    String version,
    ToIntFunction<DaemonConfig> server) {}
