package dev.clew.web;

import io.quarkus.runtime.annotations.RegisterForReflection;

/// What went wrong.
@RegisterForReflection
public record ErrorView(Detail error) {
  /// An error.
  ///
  /// @param code one of `clew explain`'s
  /// @param advice what to try
  @RegisterForReflection
  public record Detail(String code, String message, String advice) {}
}
