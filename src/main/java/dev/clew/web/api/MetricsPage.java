package dev.clew.web.api;

import dev.clew.web.view.ErrorView;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Supplier;

/// `/metrics` in Prometheus' text format, whatever else a client would take: its checker knows no
/// other.
///
/// @param scrape makes the page; it may wait for the store
public record MetricsPage(Vertx vertx, Supplier<String> scrape)
    implements Handler<HttpServerRequest> {
  static final String PATH = "/metrics";

  @Override
  public void handle(HttpServerRequest request) {
    var response = request.response();
    if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
      response.putHeader("allow", "GET, HEAD");
      PageFrontHandler.deny(request, 405, ErrorView.of(405));
      return;
    }
    var _ =
        vertx
            .executeBlocking(scrape::get, false)
            .onSuccess(
                page ->
                    response
                        .putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
                        .end(page))
            .onFailure(_ -> PageFrontHandler.deny(request, 500, ErrorView.of(500)));
  }
}
