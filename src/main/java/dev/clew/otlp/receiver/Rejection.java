package dev.clew.otlp.receiver;

import java.util.Locale;

/// Why a request is not taken, as both protocols of OTLP say it.
public enum Rejection {
  MALFORMED(400, 3, 0),
  UNAUTHENTICATED(401, 16, 0),
  FORBIDDEN(403, 7, 0),
  UNKNOWN_PATH(404, 12, 0),
  WRONG_METHOD(405, 12, 0),
  TOO_SLOW(408, 4, 0),
  TOO_LARGE(413, 8, 0),
  LONG_ADDRESS(414, 3, 0),
  WRONG_TYPE(415, 12, 0),
  MISDIRECTED(421, 7, 0),
  /// Too many bytes are in flight.
  TOO_MANY(429, 8, 1),
  LARGE_HEADERS(431, 8, 0),
  INTERNAL(500, 13, 0),
  /// The store is behind, or Clew is about to end.
  BUSY(503, 14, 1),
  /// The store cannot write: it takes somebody to help it.
  STORE_FAILED(503, 14, 30),
  NOT_HTTP2(505, 12, 0);

  private final int http;
  private final int grpc;
  private final int retrySeconds;

  Rejection(int http, int grpc, int retrySeconds) {
    this.http = http;
    this.grpc = grpc;
    this.retrySeconds = retrySeconds;
  }

  /// The status of HTTP.
  int http() {
    return http;
  }

  /// The code of gRPC and of `google.rpc.Status`.
  int grpc() {
    return grpc;
  }

  /// When to try again; 0: never.
  int retrySeconds() {
    return retrySeconds;
  }

  /// As a value of a metric's label.
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The one that goes with a status of HTTP.
  static Rejection of(int status) {
    for (Rejection refusal : values()) {
      if (refusal.http == status) {
        return refusal;
      }
    }
    return FORBIDDEN;
  }
}
