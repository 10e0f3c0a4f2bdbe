package dev.clew.web.rpc;

import grpc.health.v1.HealthGrpc.HealthImplBase;
import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// `grpc.health.v1.Health`: what `/health/ready` answers. Quarkus' own service answers UNKNOWN
/// instead of NOT_FOUND, and keeps every name that a client asks for.
@GrpcService
public final class HealthService extends HealthImplBase {
  static final int MOST_WATCHERS = 1024;

  /// Newer than the classes that Quarkus brings.
  private static final int SERVICE_UNKNOWN = 3;

  /// The whole server has the empty name.
  private static final Set<String> SERVICES = Set.of("", "clew.serve");

  private final Readiness readiness;
  private final Supplier<Executor> loops;
  private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();

  @Inject
  HealthService(Readiness readiness, Vertx vertx) {
    this(readiness, () -> loop(vertx.getOrCreateContext()));
  }

  /// @param loops gives the thread of the current call
  HealthService(Readiness readiness, Supplier<Executor> loops) {
    this.readiness = readiness;
    this.loops = loops;
    readiness.onChange(() -> watchers.forEach(each -> each.loop.execute(each::tell)));
  }

  private static Executor loop(Context context) {
    return task -> context.runOnContext(_ -> task.run());
  }

  @Override
  public void check(HealthCheckRequest request, StreamObserver<HealthCheckResponse> call) {
    if (!SERVICES.contains(request.getService())) {
      call.onError(
          Status.NOT_FOUND
              .withDescription("the services are \"\" and clew.serve")
              .asRuntimeException());
      return;
    }
    call.onNext(response(status()));
    call.onCompleted();
  }

  /// Sends the status at once and whenever it changes. For a name that Clew does not have it is
  /// SERVICE_UNKNOWN, as the protocol says.
  @Override
  public void watch(HealthCheckRequest request, StreamObserver<HealthCheckResponse> call) {
    if (watchers.size() >= MOST_WATCHERS) {
      call.onError(
          Status.RESOURCE_EXHAUSTED
              .withDescription("there are " + MOST_WATCHERS + " watchers already")
              .asRuntimeException());
      return;
    }
    var watcher = new Watcher(SERVICES.contains(request.getService()), call, loops.get());
    ((ServerCallStreamObserver<HealthCheckResponse>) call)
        .setOnCancelHandler(() -> watchers.remove(watcher));
    watchers.add(watcher);
    watcher.tell();
  }

  private int status() {
    return (readiness.isReady() ? ServingStatus.SERVING : ServingStatus.NOT_SERVING).getNumber();
  }

  private static HealthCheckResponse response(int status) {
    return HealthCheckResponse.newBuilder().setStatusValue(status).build();
  }

  /// One stream of answers, on the event loop of its call.
  private final class Watcher {
    private final boolean known;
    private final StreamObserver<HealthCheckResponse> call;
    private final Executor loop;
    private int last = -1;

    private Watcher(boolean known, StreamObserver<HealthCheckResponse> call, Executor loop) {
      this.known = known;
      this.call = call;
      this.loop = loop;
    }

    private void tell() {
      int now = known ? status() : SERVICE_UNKNOWN;
      if (now != last && watchers.contains(this)) {
        last = now;
        call.onNext(response(now));
      }
    }
  }
}
