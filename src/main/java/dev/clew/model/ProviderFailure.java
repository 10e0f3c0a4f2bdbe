package dev.clew.model;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// An attempt that failed.
final class ProviderFailure extends IOException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final boolean retryable;
  private final transient @Nullable Duration wait;
  private final String content;

  /// @param reason without anything that was asked, answered or is secret
  /// @param wait that the provider asks for before the next attempt, or null
  /// @param content what the provider said itself, which may repeat what it was asked
  ProviderFailure(
      Kind kind, String reason, boolean retryable, @Nullable Duration wait, String content) {
    super(reason);
    this.kind = kind;
    this.retryable = retryable;
    this.wait = wait;
    this.content = content;
  }

  ProviderFailure(Kind kind, String reason, boolean retryable) {
    this(kind, reason, retryable, null, "");
  }

  /// What failed.
  enum Kind {
    UNREACHABLE,
    REFUSED,
    OVERLOADED,
    MALFORMED
  }

  Kind kind() {
    return kind;
  }

  boolean isRetryable() {
    return retryable;
  }

  @Nullable Duration pause() {
    return wait;
  }

  String reason() {
    return String.valueOf(getMessage());
  }

  String content() {
    return content;
  }
}
