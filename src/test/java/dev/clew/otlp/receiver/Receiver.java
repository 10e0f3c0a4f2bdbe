package dev.clew.otlp.receiver;

import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.store.Ingest;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.Function;

/// The receiver on a port of its own, before a store that does as it is told.
final class Receiver implements AutoCloseable {
  final Queue<byte[]> requests = new ConcurrentLinkedQueue<>();
  final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  final MeterRegistry registry = new SimpleMeterRegistry();
  final ByteBudget budget;
  final ReceiverContext receiving;
  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private volatile Function<byte[], CompletionStage<Ingest.Receipt>> store =
      _ -> CompletableFuture.completedFuture(new Ingest.Receipt(1, 0, ""));

  Receiver(long budgetBytes) {
    budget = new ByteBudget(budgetBytes);
    receiving =
        new ReceiverContext(
            this::add,
            budget,
            registry,
            Executors.newVirtualThreadPerTaskExecutor(),
            System::nanoTime,
            (_, failure) -> failures.add(failure));
    server =
        vertx
            .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
            .requestHandler(new OtlpHandler(receiving, vertx))
            .listen()
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  /// Forgets what came, and accepts everything.
  void reset() {
    requests.clear();
    failures.clear();
    store = _ -> CompletableFuture.completedFuture(new Ingest.Receipt(1, 0, ""));
  }

  Receiver storing(Function<byte[], CompletionStage<Ingest.Receipt>> next) {
    store = next;
    return this;
  }

  Receiver failing(Throwable failure) {
    return storing(_ -> CompletableFuture.failedFuture(failure));
  }

  private CompletionStage<Ingest.Receipt> add(OtlpSignal signal, byte[] request) {
    requests.add(request);
    return store.apply(request);
  }

  int port() {
    return server.actualPort();
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
