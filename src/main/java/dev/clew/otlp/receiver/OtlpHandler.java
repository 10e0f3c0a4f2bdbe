package dev.clew.otlp.receiver;

import dev.clew.otlp.codec.OtlpSignal;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The receiver behind an OTLP port: gRPC, HTTP/protobuf and HTTP/JSON, told apart by the
/// Content-Type, so that a port that was mixed up works too.
public final class OtlpHandler implements Handler<HttpServerRequest> {
  private static final Map<String, OtlpSignal> METHODS = by(OtlpSignal::grpcPath);
  private static final Map<String, OtlpSignal> PATHS = by(signal -> "/v1/" + signal.label());

  private final ReceiverContext receiving;
  private final Vertx vertx;

  public OtlpHandler(ReceiverContext receiving, Vertx vertx) {
    this.receiving = receiving;
    this.vertx = vertx;
  }

  private static Map<String, OtlpSignal> by(Function<OtlpSignal, String> path) {
    return Arrays.stream(OtlpSignal.values())
        .collect(Collectors.toUnmodifiableMap(path, each -> each));
  }

  /// Takes an export request.
  @Override
  public void handle(HttpServerRequest request) {
    Protocol protocol = protocol(request);
    try {
      check(request, protocol);
    } catch (RejectedRequest e) {
      refuse(request, protocol, e.refusal(), e.reason());
    }
  }

  /// Refuses a request for reasons of the caller's.
  ///
  /// @param status of HTTP
  public void deny(HttpServerRequest request, int status, String reason) {
    refuse(request, protocol(request), Rejection.of(status), reason);
  }

  private void check(HttpServerRequest request, @Nullable Protocol protocol)
      throws RejectedRequest {
    if (receiving.isDraining()) {
      throw new RejectedRequest(Rejection.BUSY, "clew serve is about to end");
    }
    if (protocol == Protocol.GRPC) {
      grpc(request);
      return;
    }
    OtlpSignal signal = PATHS.get(String.valueOf(request.path()));
    if (signal == null) {
      throw new RejectedRequest(
          Rejection.UNKNOWN_PATH,
          "OTLP over HTTP is received at /v1/traces, /v1/logs and /v1/metrics");
    }
    if (!request.method().equals(HttpMethod.POST)) {
      throw new RejectedRequest(Rejection.WRONG_METHOD, "export requests are sent with POST");
    }
    if (protocol == null) {
      throw new RejectedRequest(
          Rejection.WRONG_TYPE,
          "the Content-Type has to be application/x-protobuf, application/json or, with HTTP/2,"
              + " application/grpc");
    }
    boolean zipped = zipped(request, "content-encoding", Rejection.WRONG_TYPE);
    receive(request, signal, protocol, zipped);
  }

  private void grpc(HttpServerRequest request) throws RejectedRequest {
    if (request.version() != HttpVersion.HTTP_2) {
      throw new RejectedRequest(Rejection.NOT_HTTP2, "gRPC needs HTTP/2");
    }
    OtlpSignal signal = METHODS.get(String.valueOf(request.path()));
    if (signal == null || !request.method().equals(HttpMethod.POST)) {
      throw new RejectedRequest(Rejection.UNKNOWN_PATH, "there is no method " + request.path());
    }
    String type = mediaType(request);
    if (!type.equals("application/grpc") && !type.equals("application/grpc+proto")) {
      throw new RejectedRequest(Rejection.WRONG_TYPE, "messages have to be protobuf");
    }
    boolean zipped = zipped(request, "grpc-encoding", Rejection.UNKNOWN_PATH);
    receive(request, signal, Protocol.GRPC, zipped);
  }

  private void receive(
      HttpServerRequest request, OtlpSignal signal, Protocol protocol, boolean zipped) {
    var reply = new Reply(protocol, request.response());
    var exchange =
        new ExportCall(receiving, request, vertx.getOrCreateContext(), signal, reply, zipped);
    exchange.receive(announced(request));
  }

  /// What Content-Length says, which Netty has checked to be a number.
  private static long announced(HttpServerRequest request) {
    String length = request.getHeader("content-length");
    try {
      return length == null ? -1 : Long.parseLong(length.strip());
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static boolean zipped(HttpServerRequest request, String header, Rejection otherwise)
      throws RejectedRequest {
    String encoding = request.getHeader(header);
    return switch (encoding == null ? "" : encoding.strip().toLowerCase(java.util.Locale.ROOT)) {
      case "", "identity" -> false;
      case "gzip", "x-gzip" -> true;
      default -> throw new RejectedRequest(otherwise, "bodies may be compressed with gzip only");
    };
  }

  private void refuse(
      HttpServerRequest request, @Nullable Protocol protocol, Rejection refusal, String reason) {
    Context context = vertx.getOrCreateContext();
    boolean grpc = protocol == Protocol.GRPC && request.version() == HttpVersion.HTTP_2;
    Protocol spoken = protocol == null || protocol == Protocol.GRPC ? Protocol.JSON : protocol;
    var reply = new Reply(grpc ? Protocol.GRPC : spoken, request.response());
    if (grpc) {
      request.response().putHeader("grpc-accept-encoding", "identity,gzip");
    }
    BodyTimeout.discard(context, request);
    var _ = reply.refused(refusal, reason).onComplete(_ -> BodyTimeout.answered(context, request));
  }

  private static @Nullable Protocol protocol(HttpServerRequest request) {
    String type = mediaType(request);
    if (type.startsWith("application/grpc") && !type.startsWith("application/grpc-web")) {
      return Protocol.GRPC;
    }
    return switch (type) {
      case "application/x-protobuf", "application/protobuf" -> Protocol.PROTOBUF;
      case "application/json" -> Protocol.JSON;
      default -> null;
    };
  }

  /// The Content-Type without its parameters.
  private static String mediaType(HttpServerRequest request) {
    String type = request.getHeader("content-type");
    if (type == null) {
      return "";
    }
    int parameters = type.indexOf(';');
    String media = parameters < 0 ? type : type.substring(0, parameters);
    return media.strip().toLowerCase(java.util.Locale.ROOT);
  }
}
