package dev.clew.web.guard;

import org.jspecify.annotations.Nullable;

/// Decides by the Authorization header who may come in.
@FunctionalInterface
public interface Admission {
  /// Whether a request may come in.
  ///
  /// @param authorization the header, or null
  boolean admits(@Nullable String authorization);
}
