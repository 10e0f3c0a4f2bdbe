package dev.clew.serve;

import dev.clew.config.ServeSettings;
import dev.clew.config.Settings;
import java.util.Map;

/// One start of the daemon.
///
/// @param serve the settings of the daemon, flags included
/// @param version Clew's own
/// @param environment the variables of the process
public record Launch(
    Settings settings,
    ServeSettings serve,
    String version,
    Map<String, String> environment,
    Console console) {}
