package dev.clew.config;

import dev.clew.failure.ClewError;
import dev.clew.failure.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Reads `[recording]`.
record RecordingSection(Sources sources, Provenance provenance) {
  private static final int LONGEST_PATTERN = 1000;
  private static final int MOST_DAYS = 36500;

  RecordingSettings read() {
    List<Pattern> redact = redact();
    int keepRuns = kept(Key.KEEP_RUNS, RecordingSettings.KEEP_RUNS, Integer.MAX_VALUE);
    int keepDays = kept(Key.KEEP_DAYS, RecordingSettings.KEEP_DAYS, MOST_DAYS);
    return new RecordingSettings(redact, keepRuns, Duration.ofDays(keepDays));
  }

  /// The patterns of all files: no file can take away those of another.
  private List<Pattern> redact() {
    List<Pattern> patterns = new ArrayList<>();
    List<String> origins = new ArrayList<>();
    for (Said said : sources.everyFile(Key.REDACT)) {
      if (said.value() instanceof List<?> list) {
        for (Object pattern : list) {
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

  private static Pattern compile(Said said, String pattern) {
    // The compiler recurses into groups, so that a long pattern could exhaust the stack.
    if (pattern.isEmpty() || pattern.length() > LONGEST_PATTERN) {
      throw new ClewError(
          ErrorCode.E005,
          said.subject() + " holds a pattern that is empty or over 1000 characters long.");
    }
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new ClewError(
          ErrorCode.E005,
          "%s holds %s; supported: regular expressions of Java (%s)."
              .formatted(said.subject(), Said.quoted(pattern), e.getDescription()),
          e);
    }
  }

  private int kept(Key key, int otherwise, int most) {
    Said said = sources.file(key);
    int kept =
        said == null
            ? otherwise
            : said.whole(ErrorCode.E005, 1, most, "whole numbers from 1 to " + most);
    provenance.record(key, kept, said);
    return kept;
  }
}
