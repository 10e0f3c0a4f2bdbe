package dev.clew.config;

import dev.clew.pattern.LinearPattern;
import java.time.Duration;
import java.util.List;

/// What is kept, and what must not be.
///
/// @param redact the user's own patterns of secrets
/// @param keepRuns how many finished runs are kept
/// @param keepFor how long a finished run is kept
public record RecordingSettings(List<LinearPattern> redact, int keepRuns, Duration keepFor) {
  /// How many finished runs are kept unless the user says otherwise.
  public static final int KEEP_RUNS = 200;

  /// How many days a finished run is kept unless the user says otherwise.
  public static final int KEEP_DAYS = 30;

  public RecordingSettings {
    redact = List.copyOf(redact);
  }
}
