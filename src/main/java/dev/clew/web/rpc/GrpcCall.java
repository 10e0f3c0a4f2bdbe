package dev.clew.web.rpc;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Locale;
import java.util.Set;

/// Tells calls of gRPC from other requests of a port, as Quarkus' router does.
public final class GrpcCall {
  private static final String ENCODING = "grpc-encoding";
  private static final Set<String> ENCODINGS = Set.of("identity", "gzip");

  private GrpcCall() {}

  /// Whether the router hands a request to a gRPC service.
  public static boolean is(HttpServerRequest request) {
    String type = request.getHeader("content-type");
    return request.version() == HttpVersion.HTTP_2
        && type != null
        && type.toLowerCase(Locale.ROOT).startsWith("application/grpc");
  }

  /// Settles how the messages of a call are compressed: the router throws on a compressed message
  /// of a call that names no encoding, or one that it does not know.
  ///
  /// @return false when it does not know it
  public static boolean settleEncoding(HttpServerRequest request) {
    String encoding = request.getHeader(ENCODING);
    if (encoding == null) {
      request.headers().set(ENCODING, "identity");
      return true;
    }
    return ENCODINGS.contains(encoding);
  }
}
