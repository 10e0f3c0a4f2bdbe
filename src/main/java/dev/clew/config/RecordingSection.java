package dev.clew.config;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.pattern.LinearPattern;
import dev.clew.pattern.PatternError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Reads `[recording]`.
record RecordingSection(SettingReader reader) {
  private static final int MOST_PATTERNS = 200;

  RecordingSettings read() {
    return new RecordingSettings(
        redact(),
        reader.read(SettingTable.KEEP_RUNS),
        Duration.ofDays(reader.read(SettingTable.KEEP_DAYS)));
  }

  /// The patterns of all files: no file can take away those of another.
  private List<LinearPattern> redact() {
    List<LinearPattern> patterns = new ArrayList<>();
    List<String> origins = new ArrayList<>();
    for (SettingValue said : reader.sources().every(SettingTable.REDACT)) {
      if (said.value() instanceof List<?> list) {
        for (Object pattern : list) {
          if (patterns.size() == MOST_PATTERNS) {
            throw new ClewError(
                ErrorCode.E005,
                said.subject() + " holds more than " + MOST_PATTERNS + " patterns.");
          }
          patterns.add(compile(said, pattern.toString()));
        }
      }
      origins.add(said.origin());
    }
    reader.note(
        SettingTable.REDACT,
        patterns.toString(),
        origins.isEmpty() ? Settings.Value.DEFAULT : String.join(", ", origins));
    return patterns;
  }

  private static LinearPattern compile(SettingValue said, String pattern) {
    try {
      return LinearPattern.compile(pattern);
    } catch (PatternError e) {
      throw new ClewError(ErrorCode.E005, said.subject() + " holds " + e.reason() + ".", e);
    }
  }
}
