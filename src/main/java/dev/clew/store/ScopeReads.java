package dev.clew.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Reads scopes with their resources, which never change.
public final class ScopeReads {
  private static final int REMEMBERED = 10_000;

  private final Query query;
  private final Map<Long, StoredScope> known = new ConcurrentHashMap<>();

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
      if (known.size() > REMEMBERED) {
        known.clear();
      }
      known.put(id, scope);
    }
    return scope;
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
