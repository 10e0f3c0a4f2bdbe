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
  public StoreSettings {
    runIdAttributes = List.copyOf(runIdAttributes);
    if (maxAge.isNegative() || maxAge.isZero() || maxBytes <= 0) {
      throw new IllegalArgumentException("retention must be positive");
    }
  }
}
