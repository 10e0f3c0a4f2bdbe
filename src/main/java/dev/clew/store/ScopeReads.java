package dev.clew.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Reads scopes with their resources, which never change.
public final class ScopeReads {
  private static final int REMEMBERED = 10_000;
  private static final long REMEMBERED_BYTES = 16 << 20;
  private static final int LARGE = 4 << 20;

  private final Query query;
  private final Map<Long, StoredScope> known = new ConcurrentHashMap<>();
  private final AtomicLong knownBytes = new AtomicLong();

  ScopeReads(Query query) {
    this.query = query;
  }

  /// The scope of a record.
  ///
  /// @throws java.util.NoSuchElementException when its run has been removed meanwhile
  public StoredScope get(long id) {
    StoredScope scope = known.get(id);
    if (scope == null) {
      Optional<StoredScope> found = query.first("scope", StoredScope::of, id);
      scope = found.orElseThrow();
      remember(id, scope);
    }
    return scope;
  }

  private void remember(long id, StoredScope scope) {
    byte[] data = scope.data();
    int size = scope.resourceData().length + (data == null ? 0 : data.length);
    if (size > LARGE) {
      return;
    }
    if (known.size() > REMEMBERED || knownBytes.addAndGet(size) > REMEMBERED_BYTES) {
      known.clear();
      knownBytes.set(size);
    }
    known.put(id, scope);
  }

  /// The resources that a run has records of, in the order in which they appeared.
  public List<StoredResource> ofRun(long run, int limit) {
    return query.list(
        "services-of-run",
        row -> new StoredResource(row.getLong(1), row.getString(2), row.getBytes(3)),
        run,
        limit);
  }

  public List<String> services() {
    return query.list("services", row -> row.getString(1));
  }
}
