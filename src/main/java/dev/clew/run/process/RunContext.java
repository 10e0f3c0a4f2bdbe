package dev.clew.run.process;

import dev.clew.posix.Inherited;
import dev.clew.posix.Libc;
import dev.clew.posix.ProcFs;
import dev.clew.run.output.DeferredStderr;
import dev.clew.telemetry.log.Log;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What a run needs of the process around it.
///
/// @param environment Clew's own, which the child inherits
/// @param directory Clew's own, to be shown
/// @param pid Clew's own
/// @param program what starts Clew again, up to its arguments
/// @param inherited what Clew was started with and the child gets, too
/// @param words what Clew says itself
/// @param libc for what Java has no call for
/// @param cpus available to the processes
/// @param proc where `/proc` lies
/// @param log Clew's own
/// @param sampling between two samples of the process metrics
public record RunContext(
    Map<String, String> environment,
    String directory,
    long pid,
    List<String> program,
    Inherited inherited,
    Libc libc,
    DeferredStderr words,
    int cpus,
    Path proc,
    Duration sampling,
    Clock clock,
    Log log) {
  public ProcFs procFs() {
    return new ProcFs(proc, libc.pageSize());
  }
}
