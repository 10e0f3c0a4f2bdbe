package dev.clew.serve;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.atomic.AtomicInteger;

/// One server on one event loop. Those with the same address share the socket: connections are
/// dealt out to them in turn.
final class Listener extends AbstractVerticle {
  private final HttpServerOptions options;
  private final Handler<HttpServerRequest> handler;
  private final Handler<HttpServerRequest> invalid;
  private final AtomicInteger port;

  /// @param invalid takes what cannot be read as a request
  /// @param port becomes the actual one
  Listener(
      HttpServerOptions options,
      Handler<HttpServerRequest> handler,
      Handler<HttpServerRequest> invalid,
      AtomicInteger port) {
    this.options = options;
    this.handler = handler;
    this.invalid = invalid;
    this.port = port;
  }

  @Override
  public void start(Promise<Void> started) {
    var _ =
        vertx
            .createHttpServer(options)
            .requestHandler(handler)
            .invalidRequestHandler(invalid)
            .exceptionHandler(_ -> {})
            .listen()
            .onSuccess(server -> port.set(server.actualPort()))
            .<Void>mapEmpty()
            .onComplete(started);
  }
}
