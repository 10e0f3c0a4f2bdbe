package dev.clew.fleet;

import dev.clew.fleet.bus.Bucket;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// A bucket in memory.
public final class MemoryBucket implements Bucket {
  private final Map<String, Change> changes = new HashMap<>();
  private long revision;

  @Override
  public Optional<Versioned> get(String key) {
    return Optional.ofNullable(changes.get(key)).map(Change::value);
  }

  @Override
  public OptionalLong create(String key, byte[] value) {
    return get(key).isPresent() ? OptionalLong.empty() : OptionalLong.of(put(key, value));
  }

  @Override
  public OptionalLong update(String key, byte[] value, long after) {
    return get(key).filter(now -> now.revision() == after).isPresent()
        ? OptionalLong.of(put(key, value))
        : OptionalLong.empty();
  }

  private long put(String key, byte[] value) {
    revision++;
    changes.put(key, new Change(key, new Versioned(value, revision), revision));
    return revision;
  }

  @Override
  public void remove(String key) {
    revision++;
    changes.put(key, new Change(key, null, revision));
  }

  @Override
  public Optional<Change> changeAfter(long after) {
    return changes.values().stream()
        .filter(each -> each.revision() > after)
        .min(Comparator.comparingLong(Change::revision));
  }
}
