package dev.clew.cli;

import dev.clew.run.OwnWords;
import dev.clew.serve.Launch;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;

/// This process as recording needs it.
///
/// @param program what starts it again, up to its arguments
/// @param inherited descriptors that it was started with
/// @param words its standard error
/// @param version Clew's own
/// @param server runs the daemon until the process is told to end, and returns the exit code
public record Self(
    List<String> program,
    Set<Integer> inherited,
    OwnWords words,
    long pid,
    String hostName,
    String version,
    ToIntFunction<Launch> server) {}
