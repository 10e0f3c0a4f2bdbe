package dev.clew.fleet;

import dev.clew.fleet.bus.Bucket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A bucket in memory, whose watchers hear of changes when they are told to.
public final class MemoryBucket implements Bucket {
  private final Map<String, Versioned> values = new LinkedHashMap<>();
  private long revision;
  private @Nullable Watcher watcher;

  @Override
  public Optional<Versioned> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  @Override
  public OptionalLong create(String key, byte[] value) {
    return values.containsKey(key) ? OptionalLong.empty() : OptionalLong.of(put(key, value));
  }

  @Override
  public OptionalLong update(String key, byte[] value, long after) {
    Versioned now = values.get(key);
    return now == null || now.revision() != after
        ? OptionalLong.empty()
        : OptionalLong.of(put(key, value));
  }

  private long put(String key, byte[] value) {
    values.put(key, new Versioned(value, ++revision));
    return revision;
  }

  @Override
  public void remove(String key) {
    values.remove(key);
  }

  @Override
  public void watch(Watcher by) {
    watcher = by;
    values.forEach(by::changed);
    by.complete();
  }

  /// Shows the watcher a value, which may be an old one.
  void show(String key, @Nullable Versioned value) {
    if (watcher != null) {
      watcher.changed(key, value);
    }
  }
}
