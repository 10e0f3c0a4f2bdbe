package dev.clew.store;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reads runs.
public final class RunReads {
  private final Query query;

  RunReads(Query query) {
    this.query = query;
  }

  /// Runs by start, newest first.
  ///
  /// @param beforeFirst [StoredRun#first] of the last one of the page before, or the largest number
  /// @param beforeId its id
  public List<StoredRun> list(RunFilter filter, long beforeFirst, long beforeId, int limit) {
    return query.list(
        "list-runs",
        StoredRun::of,
        filter.states().isEmpty() ? "" : "," + String.join(",", filter.states()) + ",",
        filter.text().toLowerCase(Locale.ROOT),
        filter.service(),
        filter.branch(),
        filter.name(),
        filter.start().from(),
        filter.start().to(),
        filter.duration().from(),
        filter.duration().to(),
        beforeFirst,
        beforeId,
        limit);
  }

  public Optional<StoredRun> byKey(String key) {
    return query.first("run-by-key", StoredRun::of, key);
  }

  public Optional<StoredRun> byId(long id) {
    return query.first("run-by-id", StoredRun::of, id);
  }

  /// Runs whose keys start with this; at most 20.
  public List<StoredRun> byPrefix(String prefix) {
    return query.list("runs-by-prefix", StoredRun::of, prefix);
  }

  /// The run before this one that has the same title.
  public Optional<StoredRun> before(StoredRun run) {
    return query.first("run-before", StoredRun::of, run.facts().title(), run.first(), run.id());
  }

  /// Runs of which more is known than their facts say, and those that nothing came in for since.
  ///
  /// @param quietSince nanoseconds since 1970
  public List<Long> toLookAt(long quietSince) {
    return query.list("runs-to-look-at", row -> row.getLong(1), quietSince);
  }

  /// How many runs there are by state.
  public Map<String, Long> byState() {
    Map<String, Long> counts = new TreeMap<>();
    query.each(
        "runs-by-state",
        row -> {
          counts.put(row.getString(1), row.getLong(2));
          return true;
        });
    return counts;
  }

  /// The values of a field that start with a text.
  ///
  /// @param field one that can be suggested
  public List<String> suggest(Suggested field, String prefix) {
    return query.list("suggest-" + field.label(), row -> row.getString(1), prefix);
  }

  /// A field whose values can be suggested.
  public enum Suggested {
    SERVICE,
    BRANCH,
    NAME,
    EVENT;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
