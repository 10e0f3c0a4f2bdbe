package dev.clew.error;

import org.jspecify.annotations.Nullable;

/// An error that ends a command with a code of the closed set and a detail that is particular to
/// this occurrence.
public final class ClewError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  /// An error without a cause.
  ///
  /// @param code which error
  /// @param detail what is particular to this occurrence: names the setting, file, line or value
  public ClewError(ErrorCode code, String detail) {
    this(code, detail, null);
  }

  /// An error that has a cause.
  ///
  /// @param cause what led to it; shown with `--debug` only
  public ClewError(ErrorCode code, String detail, @Nullable Throwable cause) {
    super(detail, cause);
    this.code = code;
  }

  public ErrorCode code() {
    return code;
  }

  /// The detail of this occurrence.
  public String detail() {
    return String.valueOf(getMessage());
  }
}
