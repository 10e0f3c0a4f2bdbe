package dev.clew.otlp.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a backend made of one export request.
public sealed interface ExportResult {
  /// Everything was accepted.
  record Confirmed() implements ExportResult {}

  /// Some records were refused for good (`partial_success`).
  ///
  /// @param rejected how many
  record Partial(long rejected, String reason) implements ExportResult {}

  /// The request was refused.
  ///
  /// @param status the gRPC or HTTP status as text, such as `UNAUTHENTICATED` or `HTTP 404`
  /// @param retryable whether the OTLP specification allows the same request again
  /// @param retryAfter how long the backend asks to be left alone before, or null
  record Refused(String status, String reason, boolean retryable, @Nullable Duration retryAfter)
      implements ExportResult {
    /// For good.
    public Refused(String status, String reason) {
      this(status, reason, false, null);
    }
  }

  /// The request was refused for its size: parts of it may be accepted.
  ///
  /// @param certain whether the backend speaks of the size; else it may mean a quota
  record TooLarge(String status, String reason, boolean certain) implements ExportResult {
    /// The refusal of a request that cannot be divided.
    Refused forGood(String why) {
      return new Refused(status, why);
    }
  }

  /// No answer came: refused, unresolvable, timed out, TLS failure.
  ///
  /// @param type the kind of failure for `error.type`
  record Unreachable(String type, String reason) implements ExportResult {}

  /// Why it failed in a phrase, or null when everything was accepted.
  default @Nullable String problem() {
    return switch (this) {
      case Confirmed _ -> null;
      case Partial p -> p.rejected() + " records rejected: " + p.reason();
      case Refused r -> phrase(r.status(), r.reason());
      case TooLarge t -> phrase(t.status(), t.reason());
      case Unreachable u -> u.reason();
    };
  }

  private static String phrase(String status, String reason) {
    return reason.isEmpty() ? status : status + ": " + reason;
  }
}
