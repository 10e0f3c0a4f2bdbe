package dev.clew.serve;

import dev.clew.config.ServeSettings;
import dev.clew.config.Settings;
import dev.clew.posix.Inherited;
import dev.clew.transfer.Import;
import java.util.List;
import java.util.Map;

/// One start of the daemon.
///
/// @param serve the settings of the daemon, flags included
/// @param version Clew's own
/// @param hostName of this machine
/// @param environment the variables of the process
/// @param inherited what the process was started with
/// @param imports what is put into the store before it is served
public record DaemonConfig(
    Settings settings,
    ServeSettings serve,
    String version,
    String hostName,
    Map<String, String> environment,
    List<Import.Source> imports,
    Inherited inherited,
    ServeListener console) {
  /// Whether spans of the daemon's own go to a backend.
  boolean exportsSpans() {
    return settings.longRunningExports() && settings.telemetry().traces() != null;
  }
}
