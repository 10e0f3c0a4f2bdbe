package dev.clew.otlp.client;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// When to try again after failures: exponentially later, by a factor of 2 up to 30 s, with a fifth
/// of jitter to either side, and never before the time that the backend has asked for.
public final class Backoff {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final RandomGenerator random;
  private final Duration first;
  private int failures;

  /// Begins with 100 ms.
  public Backoff(RandomGenerator random) {
    this(random, Duration.ofMillis(100));
  }

  /// Begins with another time.
  public Backoff(RandomGenerator random, Duration first) {
    this.random = random;
    this.first = first;
  }

  /// How long to wait after one more failure.
  ///
  /// @param advice of the backend, or null
  public Duration next(@Nullable Duration advice) {
    long base = Math.min(LONGEST.toNanos(), first.toNanos() << Math.min(failures, 20));
    failures++;
    Duration wait = Duration.ofNanos((long) (base * (0.8 + 0.4 * random.nextDouble())));
    return advice != null && advice.compareTo(wait) > 0 ? advice : wait;
  }

  /// Starts anew after a success.
  public void reset() {
    failures = 0;
  }
}
