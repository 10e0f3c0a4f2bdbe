package dev.clew.model;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// When a failed request is made again.
///
/// @param attempts the most, the first included
/// @param first wait where the provider asks for none; it doubles each time
/// @param longest wait; a provider that asks for more is given up
public record RetryPolicy(int attempts, Duration first, Duration longest) {
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(5, Duration.ofMillis(500), Duration.ofSeconds(60));

  /// How long to wait after an attempt.
  ///
  /// @param attempt the one that failed, from 1 on
  /// @return null to give up
  @Nullable Duration waitAfter(int attempt, ProviderFailure failure) {
    if (attempt >= attempts || !failure.isRetryable()) {
      return null;
    }
    Duration asked = failure.pause();
    if (asked != null) {
      return asked.compareTo(longest) > 0 ? null : asked;
    }
    long doubled = first.toMillis() << Math.min(attempt - 1, 16);
    long most = Math.min(doubled, longest.toMillis());
    // Half of it by chance, so that those who were refused together do not come back together.
    return Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
  }
}
