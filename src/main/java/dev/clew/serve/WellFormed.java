package dev.clew.serve;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/// Refuses requests of HTTP/1 whose receiver a proxy before us, and whose end it and Clew, could
/// see differently: two Host headers, a Transfer-Encoding other than chunked.
record WellFormed(Handler<HttpServerRequest> inside) implements Handler<HttpServerRequest> {
  @Override
  public void handle(HttpServerRequest request) {
    if (request.version() != HttpVersion.HTTP_2 && !isWellFormed(request)) {
      refuse(request);
    } else {
      inside.handle(request);
    }
  }

  private static boolean isWellFormed(HttpServerRequest request) {
    return request.headers().getAll("host").size() <= 1
        && request.headers().getAll("transfer-encoding").stream()
            .allMatch(each -> each.strip().equalsIgnoreCase("chunked"));
  }

  /// What follows on the connection may belong to this request.
  private static void refuse(HttpServerRequest request) {
    var _ =
        request
            .response()
            .setStatusCode(400)
            .putHeader("connection", "close")
            .putHeader("content-type", "application/json")
            .end(
                "{\"code\":3,\"status\":400,\"message\":\"more than one Host, or a"
                    + " Transfer-Encoding other than chunked\"}")
            .onComplete(_ -> request.connection().close());
  }
}
