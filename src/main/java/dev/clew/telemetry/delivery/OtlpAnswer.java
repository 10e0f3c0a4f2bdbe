package dev.clew.telemetry.delivery;

import dev.clew.config.OtlpTarget;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import javax.net.ssl.SSLException;
import okhttp3.Headers;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/// Reads a backend's answer to an export request.
final class OtlpAnswer {
  private static final int MAX_ANSWER = 64 * 1024;
  private static final int STATUS_MESSAGE = 2;
  private static final String NOT_GRPC =
      "the endpoint does not speak gRPC; for OTLP over HTTP set OTEL_EXPORTER_OTLP_PROTOCOL to"
          + " http/protobuf";
  private static final String[] GRPC_STATUS = {
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

  private OtlpAnswer() {}

  static Delivered ofGrpc(Response response) throws IOException {
    if (response.code() != 200) {
      return new Delivered.Refused("HTTP " + response.code(), NOT_GRPC);
    }
    byte[] body = read(Objects.requireNonNull(response.body()));
    Headers headers = response.headers();
    if (headers.get("grpc-status") == null) {
      headers = response.trailers();
    }
    String status = headers.get("grpc-status");
    if (status == null) {
      return new Delivered.Refused("HTTP 200", NOT_GRPC);
    }
    if (status.equals("0")) {
      return PartialSuccess.of(body, Math.min(5, body.length));
    }
    String message = headers.get("grpc-message");
    return ofGrpcStatus(
        status,
        message == null ? "" : decode(message),
        RetryAdvice.ofGrpc(headers.get("grpc-status-details-bin")));
  }

  private static Delivered ofGrpcStatus(
      String status, String message, @Nullable Duration retryAfter) {
    int code = status.matches("[0-9]{1,2}") ? Integer.parseInt(status) : GRPC_STATUS.length;
    String name = code < GRPC_STATUS.length ? GRPC_STATUS[code] : "status " + status;
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
    return new Delivered.Refused(name, message, retryable, retryAfter);
  }

  static Delivered ofHttp(Response response) throws IOException {
    byte[] body = read(Objects.requireNonNull(response.body()));
    if (response.isSuccessful()) {
      return PartialSuccess.of(body, 0);
    }
    int code = response.code();
    boolean retryable = code == 429 || code == 502 || code == 503 || code == 504;
    return new Delivered.Refused(
        "HTTP " + code,
        reason(response, body),
        retryable,
        RetryAdvice.ofHttp(response.header("retry-after"), Clock.systemUTC()));
  }

  /// The message of the `google.rpc.Status` that the protocol asks for, else HTTP's own words.
  private static String reason(Response response, byte[] body) {
    if (String.valueOf(response.header("content-type")).startsWith("application/x-protobuf")) {
      var status = new ProtoReader(body, 0, body.length);
      while (status.next()) {
        if (status.field() == STATUS_MESSAGE && !status.text().isEmpty()) {
          return status.text();
        }
      }
    }
    return response.message();
  }

  /// @param known whether this target has answered before: then it speaks the protocol
  static Delivered ofFailure(IOException failure, OtlpTarget target, boolean known) {
    String type =
        switch (failure) {
          case ConnectException _ -> "connection_refused";
          case UnknownHostException _ -> "name_resolution_error";
          case SSLException _ -> "tls_error";
          case InterruptedIOException _ -> "timeout";
          default -> "connection_error";
        };
    String message = failure.getMessage();
    String reason = message == null ? "" : " (" + message + ")";
    return new Delivered.Unreachable(
        type, type.replace('_', ' ') + reason + (known ? "" : hint(type, failure, target)));
  }

  /// What a peer that breaks the protocol off probably is.
  private static String hint(String type, IOException failure, OtlpTarget target) {
    boolean tls = "https".equals(target.endpoint().getScheme());
    if (type.equals("tls_error")) {
      return String.valueOf(failure.getMessage()).contains("plaintext")
          ? "; the port does not speak TLS: an http:// endpoint is plaintext"
          : "";
    }
    if (tls || !type.equals("connection_error")) {
      return "";
    }
    return switch (target.protocol()) {
      case GRPC ->
          "; the port may speak OTLP over HTTP, or TLS: try OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf"
              + " or an https:// endpoint";
      case HTTP_PROTOBUF ->
          "; the port may speak gRPC, or TLS: try OTEL_EXPORTER_OTLP_PROTOCOL=grpc or an https://"
              + " endpoint";
    };
  }

  private static byte[] read(ResponseBody body) throws IOException {
    return body.source().request(MAX_ANSWER)
        ? body.source().readByteArray(MAX_ANSWER)
        : body.source().readByteArray();
  }

  private static String decode(String message) {
    try {
      return URLDecoder.decode(message.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return message;
    }
  }
}
