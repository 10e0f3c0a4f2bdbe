package dev.clew.config;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.pattern.LinearPattern;
import dev.clew.pattern.PatternError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Reads `[recording]`.
record RecordingSection(SettingSources sources, Provenance provenance) {
  private static final int MOST_PATTERNS = 200;
  private static final int MOST_DAYS = 36500;

  RecordingSettings read() {
    List<LinearPattern> redact = redact();
    int keepRuns = kept(Key.KEEP_RUNS, RecordingSettings.KEEP_RUNS, Integer.MAX_VALUE);
    int keepDays = kept(Key.KEEP_DAYS, RecordingSettings.KEEP_DAYS, MOST_DAYS);
    return new RecordingSettings(redact, keepRuns, Duration.ofDays(keepDays));
  }

  /// The patterns of all files: no file can take away those of another.
  private List<LinearPattern> redact() {
    List<LinearPattern> patterns = new ArrayList<>();
    List<String> origins = new ArrayList<>();
    for (SettingValue said : sources.everyFile(Key.REDACT)) {
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
    provenance.record(
        Key.REDACT,
        patterns,
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

  private int kept(Key key, int otherwise, int most) {
    SettingValue said = sources.file(key);
    int kept =
        said == null
            ? otherwise
            : said.whole(ErrorCode.E005, 1, most, "whole numbers from 1 to " + most);
    provenance.record(key, kept, said);
    return kept;
  }
}
