package dev.clew.fleet.bus;

import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Keys and their last values, replicated. Writes name the revision that they follow, so that of
/// two at a time one is refused. Methods throw E122 and E123.
public interface Bucket {
  /// A value as it was written.
  ///
  /// @param revision grows with each write of the bucket
  @SuppressWarnings("ArrayRecordComponent") // nobody compares or changes it
  record Versioned(byte[] value, long revision) {}

  /// Sees the values that are there, then each change.
  interface Watcher {
    /// A key has a new value, or none any more: null.
    void changed(String key, @Nullable Versioned value);

    /// All that was there has been shown.
    void complete();
  }

  Optional<Versioned> get(String key);

  /// Writes a key that has no value.
  ///
  /// @return its revision, or nothing where it has one already
  OptionalLong create(String key, byte[] value);

  /// Writes a key whose value has a revision.
  ///
  /// @return the new revision, or nothing where it has another one by now
  OptionalLong update(String key, byte[] value, long revision);

  /// Forgets a key.
  void remove(String key);

  /// Begins to watch all keys.
  void watch(Watcher watcher) throws InterruptedException;
}
