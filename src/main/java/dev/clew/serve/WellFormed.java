package dev.clew.serve;

import dev.clew.web.guard.Guard.Denial;
import io.netty.handler.codec.TooLongFrameException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/// Refuses requests of HTTP/1 whose receiver a proxy before us, and whose end it and Clew, could
/// see differently: two Host headers, a Transfer-Encoding other than chunked. And what cannot be
/// read as a request.
///
/// @param denial answers in the protocol of the port
record WellFormed(Handler<HttpServerRequest> inside, Denial denial)
    implements Handler<HttpServerRequest> {
  @Override
  public void handle(HttpServerRequest request) {
    if (request.version() != HttpVersion.HTTP_2 && !isWellFormed(request)) {
      refuse(request, 400, "more than one Host, or a Transfer-Encoding other than chunked");
    } else {
      inside.handle(request);
    }
  }

  private static boolean isWellFormed(HttpServerRequest request) {
    return request.headers().getAll("host").size() <= 1
        && request.headers().getAll("transfer-encoding").stream()
            .allMatch(each -> each.strip().equalsIgnoreCase("chunked"));
  }

  /// Answers what the codec of HTTP/1 could not read to its end.
  void invalid(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    boolean tooLong = cause instanceof TooLongFrameException;
    if (tooLong && String.valueOf(cause.getMessage()).startsWith("An HTTP line")) {
      refuse(request, 414, "the address of the request is longer than 4096 bytes");
    } else if (tooLong) {
      refuse(request, 431, "the headers of the request are larger than 16384 bytes");
    } else {
      refuse(request, 400, "this is no request of HTTP");
    }
  }

  /// What follows on the connection may belong to this request.
  private void refuse(HttpServerRequest request, int status, String reason) {
    request.response().putHeader("connection", "close");
    request.response().endHandler(_ -> request.connection().close());
    denial.deny(request, status, reason);
  }
}
