package dev.clew.otlp.client;

import dev.clew.otlp.codec.AnswerFields.AnyFields;
import dev.clew.otlp.codec.AnswerFields.DurationFields;
import dev.clew.otlp.codec.AnswerFields.RetryInfoFields;
import dev.clew.otlp.codec.AnswerFields.RpcStatusFields;
import dev.clew.otlp.codec.MalformedMessage;
import dev.clew.otlp.codec.ProtoCursor;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// How long a server asks to be left alone, in the two forms that OTLP knows.
public final class RetryAdvice {
  private static final Duration LONGEST = Duration.ofDays(1);

  private RetryAdvice() {}

  /// Reads HTTP's `Retry-After` (RFC 9110, 10.2.3): seconds or a date.
  ///
  /// @return null without one, or when it cannot be read
  public static @Nullable Duration ofHttp(@Nullable String header, Clock clock) {
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
    try {
      byte[] status = Base64.getDecoder().decode(header.replace("=", "").trim());
      return ofStatus(new ProtoCursor(status, 0, status.length));
    } catch (IllegalArgumentException | MalformedMessage unreadable) {
      return null;
    }
  }

  private static @Nullable Duration ofStatus(ProtoCursor status) throws MalformedMessage {
    Duration advice = null;
    while (status.next()) {
      if (status.isBlock(RpcStatusFields.DETAILS)) {
        Duration delay = ofDetail(status.block());
        advice = delay == null ? advice : delay;
      }
    }
    return advice;
  }

  private static @Nullable Duration ofDetail(ProtoCursor any) throws MalformedMessage {
    boolean retryInfo = false;
    ProtoCursor value = new ProtoCursor(new byte[0], 0, 0);
    while (any.next()) {
      if (any.isBlock(AnyFields.TYPE_URL)) {
        retryInfo = any.text().equals(RetryInfoFields.TYPE);
      } else if (any.isBlock(AnyFields.VALUE)) {
        value = any.block();
      }
    }
    return retryInfo ? ofRetryInfo(value) : null;
  }

  private static Duration ofRetryInfo(ProtoCursor info) throws MalformedMessage {
    Duration delay = Duration.ZERO;
    while (info.next()) {
      if (info.isBlock(RetryInfoFields.RETRY_DELAY)) {
        ProtoCursor duration = info.block();
        while (duration.next()) {
          delay =
              duration.field() == DurationFields.SECONDS
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
