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

  /// A key that has another value.
  ///
  /// @param value null where it has none any more
  /// @param revision of the change
  record Change(String key, @Nullable Versioned value, long revision) {}

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

  /// The first change after a revision, of those that are the last of their key.
  ///
  /// @param revision 0 for the beginning
  Optional<Change> changeAfter(long revision);
}
