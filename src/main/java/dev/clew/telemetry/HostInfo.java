package dev.clew.telemetry;

import dev.clew.ci.PipelineRun;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.function.Supplier;

/// What is known of this process and the machine around it.
///
/// @param pid of this process
/// @param temporary where temporary files go
/// @param out standard output
/// @param pipeline reads what pipeline and repository it works in
/// @param clewVersion Clew's own version
public record HostInfo(
    String hostName,
    long pid,
    String clewVersion,
    Path temporary,
    PrintStream out,
    Supplier<PipelineRun> pipeline) {}
