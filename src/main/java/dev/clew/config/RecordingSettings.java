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
  public RecordingSettings {
    redact = List.copyOf(redact);
  }
}
