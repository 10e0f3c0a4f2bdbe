package dev.clew.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
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

  /// What these flags set.
  ///
  /// @param directory the working directory
  SettingSource source(Path directory) {
    Map<String, SettingValue> values = new HashMap<>();
    put(values, SettingTable.LOGGING_LEVEL, "--verbose", verbose ? "debug" : null, directory);
    put(values, SettingTable.LOGGING_LEVEL, "--log-level", logLevel, directory);
    put(values, SettingTable.PROFILE, "--profile", profile, directory);
    return new SettingSource("flags", SettingSource.FLAGS, values);
  }

  private static void put(
      Map<String, SettingValue> values,
      Setting<?> setting,
      String flag,
      @Nullable String value,
      Path directory) {
    if (value != null) {
      String key = setting.key();
      values.put(key, SettingValue.of(key, flag, value, SettingSource.FLAGS, directory));
    }
  }
}
