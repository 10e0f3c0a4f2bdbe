package dev.clew.otlp.receiver;

import io.vertx.core.http.HttpServerRequest;

/// Refuses calls of gRPC that are none of OTLP's.
public final class GrpcDenial {
  private GrpcDenial() {}

  /// Answers a call with the code that goes with a status of HTTP.
  public static void deny(HttpServerRequest request, int status, String reason) {
    var _ = new Reply(Protocol.GRPC, request.response()).refused(Rejection.of(status), reason);
  }
}
