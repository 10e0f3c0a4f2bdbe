package dev.clew.run;

import dev.clew.telemetry.Log;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/// What a run needs of the process around it.
///
/// @param environment Clew's own, which the child inherits
/// @param out Clew's standard output, unbuffered
/// @param err Clew's standard error, unbuffered
/// @param pid Clew's own
/// @param cpus available to the processes
/// @param proc where `/proc` lies
/// @param log Clew's own
/// @param sampling between two samples of the process metrics
public record Surroundings(
    Map<String, String> environment,
    OutputStream out,
    OutputStream err,
    long pid,
    int cpus,
    Path proc,
    Duration sampling,
    Clock clock,
    Log log) {}
