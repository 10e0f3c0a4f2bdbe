package dev.clew.content;

import java.util.LinkedHashMap;
import java.util.Map;

/// A map that forgets what was used longest ago.
public final class LruMap<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1;

  private final int limit;

  /// Keeps so many.
  public LruMap(int limit) {
    super(256, 0.75f, true);
    this.limit = limit;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > limit;
  }
}
