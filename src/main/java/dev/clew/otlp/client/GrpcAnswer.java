package dev.clew.otlp.client;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import okhttp3.Headers;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// Reads the answer to a unary call of gRPC, as its [protocol over
/// HTTP/2](https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md) defines it.
final class GrpcAnswer {
  private static final int PREFIX = 5;
  private static final String NOT_GRPC =
      "the endpoint does not speak gRPC; for OTLP over HTTP set OTEL_EXPORTER_OTLP_PROTOCOL to"
          + " http/protobuf";
  private static final String[] STATUS = {
    "OK",
    "CANCELLED",
    "UNKNOWN",
    "INVALID_ARGUMENT",
    "DEADLINE_EXCEEDED",
    "NOT_FOUND",
    "ALREADY_EXISTS",
    "PERMISSION_DENIED",
    "RESOURCE_EXHAUSTED",
    "FAILED_PRECONDITION",
    "ABORTED",
    "OUT_OF_RANGE",
    "UNIMPLEMENTED",
    "INTERNAL",
    "UNAVAILABLE",
    "DATA_LOSS",
    "UNAUTHENTICATED"
  };

  private GrpcAnswer() {}

  static ExportResult of(Response response) throws IOException {
    if (response.code() != 200) {
      return ofProxy(response);
    }
    byte[] body = OtlpAnswer.read(Objects.requireNonNull(response.body()));
    Headers headers = response.headers();
    if (headers.get("grpc-status") == null) {
      headers = response.trailers();
    }
    String status = headers.get("grpc-status");
    if (status == null || !OtlpAnswer.mediaType(response).startsWith("application/grpc")) {
      return new ExportResult.Refused("HTTP 200", NOT_GRPC);
    }
    if (status.equals("0")) {
      return confirmation(body);
    }
    String message = headers.get("grpc-message");
    return ofStatus(
        status,
        message == null ? "" : decode(message),
        RetryAdvice.ofGrpc(headers.get("grpc-status-details-bin")));
  }

  /// What is between here and the backend answers in HTTP.
  private static ExportResult ofProxy(Response response) {
    String status = "HTTP " + response.code();
    if (SizeRefusal.isCertain(response.code(), response.message())) {
      return new ExportResult.TooLarge(status, response.message(), true);
    }
    return OtlpAnswer.isTemporary(response.code())
        ? new ExportResult.Refused(
            status,
            response.message(),
            true,
            RetryAdvice.ofHttp(response.header("retry-after"), Clock.systemUTC()))
        : new ExportResult.Refused(status, NOT_GRPC);
  }

  /// One message without compression, for which nobody asked.
  private static ExportResult confirmation(byte[] body) {
    try {
      if (body.length >= PREFIX
          && body[0] == 0
          && ByteBuffer.wrap(body).getInt(1) == body.length - PREFIX) {
        return PartialSuccess.of(body, PREFIX);
      }
    } catch (IOException e) {
      return new ExportResult.Refused("OK", "the answer is no OTLP: " + e.getMessage());
    }
    String what = body.length == 0 ? "it has no message" : "it is not one message";
    return new ExportResult.Refused("OK", "the answer is no OTLP: " + what);
  }

  private static ExportResult ofStatus(
      String status, String message, @Nullable Duration retryAfter) {
    int code = status.matches("[0-9]{1,2}") ? Integer.parseInt(status) : STATUS.length;
    String name = code < STATUS.length ? STATUS[code] : "status " + status;
    boolean size = SizeRefusal.says(message);
    if (retryAfter == null && (size || name.equals("RESOURCE_EXHAUSTED"))) {
      return new ExportResult.TooLarge(name, message, size);
    }
    boolean retryable =
        switch (name) {
          case "CANCELLED",
              "DEADLINE_EXCEEDED",
              "ABORTED",
              "OUT_OF_RANGE",
              "UNAVAILABLE",
              "DATA_LOSS" ->
              true;
          // Without advice the backend says that it will not recover.
          case "RESOURCE_EXHAUSTED" -> retryAfter != null;
          default -> false;
        };
    return new ExportResult.Refused(name, message, retryable, retryAfter);
  }

  private static String decode(String message) {
    try {
      return URLDecoder.decode(message.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return message;
    }
  }
}
