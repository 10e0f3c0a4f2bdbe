package dev.clew.web;

/// What went wrong.
public record ErrorView(Detail error) {
  /// An error.
  ///
  /// @param code one of `clew explain`'s
  /// @param advice what to try
  public record Detail(String code, String message, String advice) {}
}
