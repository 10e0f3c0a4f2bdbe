package dev.clew.serve;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// The connections of one event loop: how many there may be, and how long each may take to bring a
/// request. Vert.x closes those on which nothing moves at all; one that sends its headers a byte at
/// a time moves.
final class Watch {
  /// Connections of the whole process; each costs a file descriptor and some kilobytes.
  static final int MOST = 8192;

  private static final long FIRST_NANOS = 15_000_000_000L;
  private static final long SWEEP_MILLIS = 5_000;

  private final AtomicInteger open;
  private final Map<HttpConnection, Long> silent = new HashMap<>();

  /// @param open connections of the whole process
  Watch(AtomicInteger open) {
    this.open = open;
  }

  void start(Vertx vertx) {
    var _ = vertx.setPeriodic(SWEEP_MILLIS, _ -> sweep());
  }

  void connected(HttpConnection connection) {
    if (open.incrementAndGet() > MOST) {
      open.decrementAndGet();
      var _ = connection.close();
      return;
    }
    silent.put(connection, System.nanoTime());
    var _ =
        connection.closeHandler(
            _ -> {
              open.decrementAndGet();
              silent.remove(connection);
            });
  }

  /// The handler, with its requests watched.
  Handler<HttpServerRequest> watching(Handler<HttpServerRequest> handler) {
    return request -> {
      silent.remove(request.connection());
      handler.handle(request);
    };
  }

  private void sweep() {
    long now = System.nanoTime();
    for (var each : Map.copyOf(silent).entrySet()) {
      if (now - each.getValue() > FIRST_NANOS) {
        var _ = each.getKey().close();
      }
    }
  }
}
