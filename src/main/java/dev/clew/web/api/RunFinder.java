package dev.clew.web.api;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.runs.PathSegment;
import dev.clew.store.Store;
import dev.clew.store.StoredRun;
import dev.clew.time.EpochNanos;
import java.util.List;
import java.util.stream.Collectors;

/// Finds runs by what users and links call them.
final class RunFinder {
  /// How many characters a prefix has at least.
  private static final int LEAST = 4;

  private final Store store;

  RunFinder(Store store) {
    this.store = store;
  }

  /// The run of an id, or of a prefix of one.
  ///
  /// @throws ClewError E020 when there is none, E021 when there are several
  StoredRun find(String parameter) {
    String id = PathSegment.id(parameter);
    var exact = store.runs().byKey(id);
    if (exact.isPresent()) {
      return exact.get();
    }
    List<StoredRun> matches = id.length() >= LEAST ? store.runs().byPrefix(id) : List.of();
    return switch (matches.size()) {
      case 0 ->
          throw new ClewError(ErrorCode.E020, "No run has an id that starts with " + id + ".");
      case 1 -> matches.getFirst();
      default ->
          throw new ClewError(
              ErrorCode.E021,
              matches.stream()
                  .map(
                      run ->
                          run.key()
                              + "  "
                              + run.facts().title()
                              + "  started "
                              + EpochNanos.rfc3339(run.first()))
                  .collect(Collectors.joining("\n")));
    };
  }
}
