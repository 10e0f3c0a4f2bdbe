package dev.clew.otlp.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.clew.config.HttpProxy;
import dev.clew.config.OtlpTarget;
import dev.clew.otlp.codec.AnswerFields.RpcStatusFields;
import dev.clew.otlp.codec.MalformedMessage;
import dev.clew.otlp.codec.ProtoCursor;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import javax.net.ssl.SSLException;
import okhttp3.Response;
import okhttp3.ResponseBody;

/// Reads a backend's answer to an export request. Only what OTLP defines as success is one: status
/// 200, over gRPC `grpc-status` 0, with an `Export…ServiceResponse` or, over HTTP, no body.
final class OtlpAnswer {
  /// Far more than any answer has.
  private static final int MAX_ANSWER = 1 << 20;

  private static final String NO_OTLP = "the answer is no OTLP: ";

  private OtlpAnswer() {}

  static ExportResult ofHttp(Response response) throws IOException {
    int code = response.code();
    byte[] body = read(Objects.requireNonNull(response.body()));
    if (code == 200) {
      return confirmation(response, body);
    }
    if (response.isSuccessful()) {
      return new ExportResult.Refused("HTTP " + code, "OTLP confirms with status 200 alone");
    }
    String reason = reason(response, body);
    if (SizeRefusal.isCertain(code, reason)) {
      return new ExportResult.TooLarge("HTTP " + code, reason, true);
    }
    return new ExportResult.Refused(
        "HTTP " + code,
        reason,
        isTemporary(code),
        RetryAdvice.ofHttp(response.header("retry-after"), Clock.systemUTC()));
  }

  /// Whether a status of HTTP says that the same request may be accepted later.
  static boolean isTemporary(int code) {
    return code == 429 || code == 502 || code == 503 || code == 504;
  }

  private static ExportResult confirmation(Response response, byte[] body) {
    String type = mediaType(response);
    if (body.length == 0) {
      return new ExportResult.Confirmed();
    }
    try {
      return switch (type) {
        case "application/x-protobuf", "application/protobuf" -> PartialSuccess.of(body, 0);
        case "application/json" -> PartialSuccess.ofJson(body);
        case "" -> new ExportResult.Refused("HTTP 200", NO_OTLP + "it has no Content-Type");
        default -> new ExportResult.Refused("HTTP 200", NO_OTLP + "it is " + type);
      };
    } catch (IOException e) {
      String reason = json(body);
      String what = reason.isEmpty() ? String.valueOf(e.getMessage()) : reason;
      return new ExportResult.Refused("HTTP 200", NO_OTLP + what.lines().findFirst().orElse(type));
    }
  }

  /// The Content-Type without its parameters.
  static String mediaType(Response response) {
    String type = response.header("content-type");
    return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  /// The message of the `google.rpc.Status` that the protocol asks for, else HTTP's own words.
  private static String reason(Response response, byte[] body) {
    String said =
        switch (mediaType(response)) {
          case "application/x-protobuf", "application/protobuf" -> protobuf(body);
          case "application/json" -> json(body);
          default -> "";
        };
    return said.isEmpty() ? response.message() : said;
  }

  private static String protobuf(byte[] body) {
    var status = new ProtoCursor(body, 0, body.length);
    try {
      while (status.next()) {
        if (status.isBlock(RpcStatusFields.MESSAGE) && status.blockLength() > 0) {
          return status.text();
        }
      }
    } catch (MalformedMessage _) {
      // It is no status: it says nothing.
      return "";
    }
    return "";
  }

  /// The first text of an object that a field named as messages are has; empty when there is none.
  private static String json(byte[] body) {
    try (JsonParser parser = new JsonFactory().createParser(body)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        boolean said = parser.nextToken() == JsonToken.VALUE_STRING;
        if (said && (name.equals("message") || name.equals("error"))) {
          return parser.getText();
        }
        parser.skipChildren();
      }
    } catch (IOException _) {
      // It is no JSON, or not all of it: it says nothing.
      return "";
    }
    return "";
  }

  /// @param known whether this target has answered before: then it speaks the protocol
  static ExportResult ofFailure(IOException failure, OtlpTarget target, boolean known) {
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
    return new ExportResult.Unreachable(
        type, type.replace('_', ' ') + reason + (known ? "" : hint(type, failure, target)));
  }

  /// What a peer that breaks the protocol off probably is.
  private static String hint(String type, IOException failure, OtlpTarget target) {
    HttpProxy proxy = target.egress().proxy();
    if (proxy != null) {
      return "; by way of the proxy " + proxy;
    }
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

  /// @throws ProtocolException when it is longer than any answer
  static byte[] read(ResponseBody body) throws IOException {
    if (body.source().request(MAX_ANSWER + 1L)) {
      throw new ProtocolException("the answer has more than " + MAX_ANSWER + " bytes");
    }
    return body.source().readByteArray();
  }
}
