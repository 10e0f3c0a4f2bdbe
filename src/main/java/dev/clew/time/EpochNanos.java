package dev.clew.time;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Times as OTLP has them: nanoseconds since 1970-01-01T00:00Z, which a `long` holds from 1677 to
/// 2262.
public final class EpochNanos {
  private static final long PER_SECOND = 1_000_000_000;

  private EpochNanos() {}

  /// Nanoseconds of an instant.
  ///
  /// @throws ArithmeticException outside 1677 to 2262
  public static long of(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), PER_SECOND), instant.getNano());
  }

  /// In the form of RFC 3339; null for 0, which is no time.
  public static @Nullable String rfc3339(long nanos) {
    return nanos == 0 ? null : Instant.EPOCH.plus(Duration.ofNanos(nanos)).toString();
  }
}
