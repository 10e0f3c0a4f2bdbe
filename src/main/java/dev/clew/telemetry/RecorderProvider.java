package dev.clew.telemetry;

import dev.clew.runfile.RunId;

/// Adds a recorder of another kind, for a build of Clew that has one on its class path: found by
/// [java.util.ServiceLoader], which in a native image needs the provider's class registered for
/// reflection and its service file as a resource. Not asked when telemetry is off.
public interface RecorderProvider {
  /// Puts a recorder around the one that there is. Whatever it does for itself, it passes every
  /// call on.
  ///
  /// @param recorder writes the run's file and delivers
  Recorder around(Recorder recorder, RunId run);
}
