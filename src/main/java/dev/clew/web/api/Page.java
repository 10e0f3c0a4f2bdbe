package dev.clew.web.api;

import java.util.List;
import java.util.Optional;

/// A part of a list.
///
/// @param last the last row, when more follow
record Page<T>(List<T> rows, Optional<T> last) {
  /// A page of what was asked for with one row more than it takes.
  static <T> Page<T> of(List<T> found, int limit) {
    return found.size() > limit
        ? new Page<>(found.subList(0, limit), Optional.of(found.get(limit - 1)))
        : new Page<>(found, Optional.empty());
  }
}
