package dev.clew.console.launch;

import java.util.List;
import java.util.OptionalInt;

/// A launch at one moment.
///
/// @param number by which it is known
/// @param run id of the run that it is, or is a part of
/// @param pid of its process, whose records bear it
/// @param startNanos nanoseconds since 1970
/// @param endNanos 0 while it goes on
/// @param code its exit code, 128+n when it died of signal n; empty while it goes on, and where the
///   operating system does not tell
/// @param isAsked whether it was asked to stop
/// @param output the last lines
/// @param dropped how many lines came before these
public record LaunchView(
    int number,
    String workspace,
    String run,
    long pid,
    long startNanos,
    long endNanos,
    OptionalInt code,
    boolean isAsked,
    List<String> output,
    long dropped) {

  /// Whether it goes on.
  public boolean isRunning() {
    return endNanos == 0;
  }
}
