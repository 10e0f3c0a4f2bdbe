package dev.clew.serve;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;

public final class Daemon implements QuarkusApplication {
  private final Vertx vertx;

  Daemon(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public int run(String... args) throws Exception {
    var s = Serving.PARTS.get().settings();
    var srv =
        vertx
            .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(s.port()))
            .requestHandler(VertxHttpRecorder.getRootHandler());
    srv.listen().toCompletionStage().toCompletableFuture().get();
    Quarkus.waitForExit();
    return 0;
  }
}
