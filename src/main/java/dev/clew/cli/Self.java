package dev.clew.cli;

import dev.clew.posix.Inherited;
import dev.clew.run.OwnWords;
import dev.clew.serve.Launch;
import java.util.List;
import java.util.function.ToIntFunction;

/// This process as recording needs it.
///
/// @param program what starts it again, up to its arguments
/// @param inherited what it was started with and passes on
/// @param words its standard error
/// @param version Clew's own
/// @param server runs the daemon until the process is told to end, and returns the exit code
public record Self(
    List<String> program,
    Inherited inherited,
    OwnWords words,
    long pid,
    String hostName,
    String version,
    ToIntFunction<Launch> server) {}
