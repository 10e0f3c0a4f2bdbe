package dev.clew.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The global options of the command line that are settings.
///
/// @param debug `--debug`
/// @param logLevel `--log-level`, or null
/// @param verbose `-v`, `--verbose`
/// @param config `--config`, or null to look the project's file up
/// @param profile `--profile`, or null
public record Flags(
    boolean debug,
    @Nullable String logLevel,
    boolean verbose,
    @Nullable Path config,
    @Nullable String profile) {
  /// No option given.
  public static final Flags NONE = new Flags(false, null, false, null, null);
}
