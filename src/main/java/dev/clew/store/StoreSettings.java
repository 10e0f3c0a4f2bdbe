package dev.clew.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Where the store lies and what it keeps.
///
/// @param runIdAttributes attributes that name a run, the first one first
/// @param maxAge runs that nothing was added to for longer are removed
/// @param maxBytes above this size of the database the oldest runs are removed
public record StoreSettings(
    Path directory, List<String> runIdAttributes, Duration maxAge, long maxBytes) {
  /// What names a run unless the settings say otherwise.
  public static final List<String> RUN_ID_ATTRIBUTES =
      List.of("parallax.run.id", "cli.invocation.id", "cicd.pipeline.run.id", "session.id");

  public static final Duration MAX_AGE = Duration.ofDays(30);

  public static final long MAX_BYTES = 20L << 30;

  public StoreSettings {
    runIdAttributes = List.copyOf(runIdAttributes);
    if (maxAge.isNegative() || maxAge.isZero() || maxBytes <= 0) {
      throw new IllegalArgumentException("retention must be positive");
    }
  }

  /// What is kept unless the settings say otherwise.
  public static StoreSettings of(Path directory) {
    return new StoreSettings(directory, RUN_ID_ATTRIBUTES, MAX_AGE, MAX_BYTES);
  }
}
