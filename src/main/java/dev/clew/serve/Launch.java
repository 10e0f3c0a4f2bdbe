package dev.clew.serve;

import dev.clew.config.ServeSettings;
import dev.clew.config.Settings;

/// One start of the daemon.
///
/// @param serve the settings of the daemon, flags included
/// @param version Clew's own
public record Launch(Settings settings, ServeSettings serve, String version, Console console) {}
