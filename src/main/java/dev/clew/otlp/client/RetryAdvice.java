package dev.clew.otlp.client;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// How long a backend asks to be left alone, in the two forms that OTLP knows.
final class RetryAdvice {
  private static final String RETRY_INFO = "type.googleapis.com/google.rpc.RetryInfo";
  private static final Duration LONGEST = Duration.ofDays(1);

  private RetryAdvice() {}

  /// Reads HTTP's `Retry-After` (RFC 9110, 10.2.3): seconds or a date.
  ///
  /// @return null without one, or when it cannot be read
  static @Nullable Duration ofHttp(@Nullable String header, Clock clock) {
    if (header == null) {
      return null;
    }
    String value = header.trim();
    try {
      return value.matches("[0-9]{1,9}")
          ? within(Duration.ofSeconds(Long.parseLong(value)))
          : within(
              Duration.between(
                  clock.instant(),
                  ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant()));
    } catch (DateTimeException unreadable) {
      return null;
    }
  }

  /// Reads `google.rpc.RetryInfo` from the details of a gRPC status.
  ///
  /// @param header `grpc-status-details-bin`: a `google.rpc.Status` in base64
  /// @return null without one, or when it cannot be read
  static @Nullable Duration ofGrpc(@Nullable String header) {
    if (header == null) {
      return null;
    }
    byte[] status;
    try {
      status = Base64.getDecoder().decode(header.replace("=", "").trim());
    } catch (IllegalArgumentException unreadable) {
      return null;
    }
    Duration advice = null;
    var reader = new ProtoReader(status, 0, status.length);
    while (reader.next()) {
      if (reader.field() == 3) {
        Duration delay = ofDetail(reader.message());
        advice = delay == null ? advice : delay;
      }
    }
    return advice;
  }

  /// Reads a `google.protobuf.Any`: type in field 1, value in field 2.
  private static @Nullable Duration ofDetail(ProtoReader any) {
    boolean retryInfo = false;
    ProtoReader value = new ProtoReader(new byte[0], 0, 0);
    while (any.next()) {
      if (any.field() == 1) {
        retryInfo = any.text().equals(RETRY_INFO);
      } else if (any.field() == 2) {
        value = any.message();
      }
    }
    return retryInfo ? ofRetryInfo(value) : null;
  }

  private static Duration ofRetryInfo(ProtoReader info) {
    Duration delay = Duration.ZERO;
    while (info.next()) {
      if (info.field() == 1) {
        ProtoReader duration = info.message();
        while (duration.next()) {
          delay =
              duration.field() == 1
                  ? delay.plusSeconds(Math.clamp(duration.number(), 0, LONGEST.toSeconds()))
                  : delay.plusNanos(Math.clamp(duration.number(), 0, 999_999_999));
        }
      }
    }
    return within(delay);
  }

  private static Duration within(Duration wait) {
    return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
