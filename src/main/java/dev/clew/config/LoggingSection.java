package dev.clew.config;

import dev.clew.error.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads `[logging]`, `CLEW_LOG`, `--log-level` and `-v`.
record LoggingSection(SettingSources sources, Provenance provenance, Flags flags) {
  private static final Choices<LoggingSettings.Level> LEVELS =
      new Choices<>(
          ErrorCode.E005,
          List.of("debug", "info", "warn", "error"),
          List.of(LoggingSettings.Level.values()));
  private static final Choices<LoggingSettings.Format> FORMATS =
      new Choices<>(
          ErrorCode.E005, List.of("text", "json"), List.of(LoggingSettings.Format.values()));

  LoggingSettings read() {
    return new LoggingSettings(level(), format());
  }

  private LoggingSettings.Level level() {
    SettingValue said = saidLevel();
    LoggingSettings.Level level = said == null ? LoggingSettings.Level.WARN : LEVELS.of(said);
    provenance.record(Key.LOGGING_LEVEL, LEVELS.name(level), said);
    return level;
  }

  private @Nullable SettingValue saidLevel() {
    if (flags.logLevel() != null) {
      return sources.flag("--log-level", flags.logLevel());
    }
    return flags.verbose()
        ? sources.flag("--verbose", "debug")
        : sources.first("CLEW_LOG", Key.LOGGING_LEVEL);
  }

  private LoggingSettings.Format format() {
    SettingValue said = sources.file(Key.LOGGING_FORMAT);
    LoggingSettings.Format format = said == null ? LoggingSettings.Format.TEXT : FORMATS.of(said);
    provenance.record(Key.LOGGING_FORMAT, FORMATS.name(format), said);
    return format;
  }
}
