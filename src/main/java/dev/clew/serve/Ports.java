package dev.clew.serve;

import dev.clew.config.ServeSettings;
import dev.clew.otlp.receiver.GrpcDenial;
import dev.clew.otlp.receiver.OtlpHandler;
import dev.clew.otlp.receiver.ReceiverContext;
import dev.clew.web.api.MetricsPage;
import dev.clew.web.api.PageFrontHandler;
import dev.clew.web.guard.Guard;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// The ports of the daemon and what is behind each.
///
/// @param ready whether requests can be served
/// @param own whether a request is of the daemon's own telemetry
@SuppressWarnings("deprecation") // Quarkus has no other registry of Prometheus'
record Ports(
    Vertx vertx,
    PrometheusMeterRegistry registry,
    Listeners listeners,
    Guard guard,
    BooleanSupplier ready,
    Predicate<HttpServerRequest> own) {
  static final String PAGE = "page";
  static final String OTLP = "otlp";
  static final String PROMETHEUS = "prometheus";

  private static final int MISDIRECTED = 421;

  /// Event loops behind a port for OTLP, on each address.
  private static final int OTLP_LOOPS = 2;

  /// Opens all of them, the page's first.
  List<BoundAddress> open(ServeSettings settings, ReceiverContext receiving) {
    // It dispatches to what Quarkus has made of the resources and the page.
    Handler<HttpServerRequest> quarkus = VertxHttpRecorder.getRootHandler();
    List<BoundAddress> open =
        new ArrayList<>(listeners.open(PAGE, settings.port(), 1, page(quarkus)));
    OtlpHandler handler = new OtlpHandler(receiving, vertx);
    WellFormed otlp = new WellFormed(otlp(handler), handler::deny);
    for (int port : settings.otlpPorts()) {
      open.addAll(listeners.open(OTLP, port, OTLP_LOOPS, otlp));
    }
    Integer prometheus = settings.prometheusPort();
    if (prometheus != null && prometheus != settings.port()) {
      open.addAll(listeners.open(PROMETHEUS, prometheus, 1, page(Ports::nothing)));
    }
    var _ =
        Gauge.builder("clew.connections", listeners, Listeners::connections)
            .description("Connections that are open, on all ports")
            .register(registry);
    return open;
  }

  private WellFormed page(Handler<HttpServerRequest> inside) {
    var metrics = new MetricsPage(vertx, registry::scrape);
    return new WellFormed(
        new PageFrontHandler(guard, ready, metrics, GrpcDenial::deny, inside),
        PageFrontHandler::deny);
  }

  private Handler<HttpServerRequest> otlp(OtlpHandler otlp) {
    return request -> {
      if (own.test(request)) {
        otlp.deny(request, MISDIRECTED, "this is the telemetry of this server itself");
      } else if (guard.admit(request, true, otlp::deny)) {
        otlp.handle(request);
      }
    };
  }

  private static void nothing(HttpServerRequest request) {
    request.response().setStatusCode(404).end("metrics are at /metrics\n");
  }
}
