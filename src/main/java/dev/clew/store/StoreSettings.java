package dev.clew.store;

import dev.clew.config.ServeSettings;
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

  /// The same for a store elsewhere.
  public StoreSettings in(Path other) {
    return new StoreSettings(other, runIdAttributes, maxAge, maxBytes);
  }

  /// What the settings of `clew serve` say of its store.
  public static StoreSettings of(ServeSettings serve) {
    return new StoreSettings(
        serve.store(), serve.runIdAttributes(), serve.retention().age(), serve.retention().bytes());
  }
}
