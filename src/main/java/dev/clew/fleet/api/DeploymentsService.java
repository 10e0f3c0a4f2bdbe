package dev.clew.fleet.api;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.fleet.FleetJson;
import dev.clew.fleet.bus.BusMessage;
import dev.clew.fleet.bus.Tail;
import dev.clew.fleet.deploy.Deployments;
import dev.clew.fleet.deploy.Deployments.Origin;
import dev.clew.fleet.deploy.Stack;
import dev.clew.fleet.deploy.StackStatus;
import dev.clew.fleet.identity.Caller;
import dev.clew.fleet.identity.Role;
import dev.clew.fleet.job.Chunk;
import dev.clew.fleet.server.Deploying;
import dev.clew.fleet.v1.ApplyRequest;
import dev.clew.fleet.v1.Change;
import dev.clew.fleet.v1.DeleteRequest;
import dev.clew.fleet.v1.DeploymentsGrpc.DeploymentsImplBase;
import dev.clew.fleet.v1.LogChunk;
import dev.clew.fleet.v1.LogsRequest;
import dev.clew.fleet.v1.RollbackRequest;
import dev.clew.fleet.v1.StatusReply;
import dev.clew.fleet.v1.StatusRequest;
import dev.clew.runfile.RunId;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import io.smallrye.common.annotation.Blocking;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;

/// `clew.fleet.v1.Deployments`: what `clew apply`, `rollback`, `delete`, `status` and `logs` ask.
@GrpcService
@Blocking
public final class DeploymentsService extends DeploymentsImplBase {
  private static final Logger LOG = Logger.getLogger("dev.clew.fleet");
  private static final Duration WAIT = Duration.ofMillis(200);
  private static final long LOOK_MILLIS = 100;

  private final FleetContext context;
  private final ExecutorService streams =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("clew-stream-", 0).factory());

  DeploymentsService(FleetContext context) {
    this.context = context;
  }

  @Override
  public void apply(ApplyRequest request, StreamObserver<Change> call) {
    change(
        call,
        request.getRun(),
        (deployments, origin) -> deployments.apply(stack(request), request.getDryRun(), origin));
  }

  private static Stack stack(ApplyRequest request) {
    try {
      return FleetJson.read(request.getStack().toByteArray(), Stack.class);
    } catch (UncheckedIOException e) {
      throw new ClewError(ErrorCode.E132, "It is no stack: " + e.getMessage(), e);
    }
  }

  @Override
  public void rollback(RollbackRequest request, StreamObserver<Change> call) {
    change(
        call,
        request.getRun(),
        (deployments, origin) ->
            deployments.rollback(request.getStack(), request.getVersion(), origin));
  }

  @Override
  public void delete(DeleteRequest request, StreamObserver<Change> call) {
    change(
        call,
        request.getRun(),
        (deployments, origin) -> deployments.delete(request.getStack(), origin));
  }

  private void change(
      StreamObserver<Change> call,
      String run,
      BiFunction<Deployments, Origin, Deployments.Changed> change) {
    answer(
        call,
        () -> {
          Caller caller = FleetCall.caller(context);
          caller.require(Role.OPERATE, "changing a deployment");
          String known = run.isEmpty() ? "" : new RunId(run).hex();
          var origin = new Origin(caller, known, FleetCall.traceparent());
          Deployments deployments = context.fleet().deploying().deployments();
          call.onNext(
              DeploymentMessages.change(
                  change.apply(deployments, origin), context.fleet().id(), caller.identity()));
          call.onCompleted();
        });
  }

  @Override
  public void status(StatusRequest request, StreamObserver<StatusReply> call) {
    answer(
        call,
        () -> {
          Deploying deploying = seen();
          var stream = (ServerCallStreamObserver<StatusReply>) call;
          StatusReply first = status(deploying, request.getStack());
          stream.onNext(first);
          if (request.getWatch()) {
            follow(stream, () -> watch(deploying, request.getStack(), first, stream));
          } else {
            stream.onCompleted();
          }
        });
  }

  private static StatusReply status(Deploying deploying, String stack) {
    List<StackStatus> all =
        stack.isEmpty()
            ? deploying.status()
            : List.of(deploying.status(deploying.deployments().find(stack)));
    return DeploymentMessages.status(all);
  }

  private static void watch(
      Deploying deploying,
      String stack,
      StatusReply first,
      ServerCallStreamObserver<StatusReply> stream)
      throws InterruptedException {
    StatusReply shown = first;
    while (!stream.isCancelled()) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      StatusReply now = status(deploying, stack);
      if (!now.equals(shown) && stream.isReady()) {
        shown = now;
        stream.onNext(now);
      }
    }
  }

  @Override
  public void logs(LogsRequest request, StreamObserver<LogChunk> call) {
    answer(
        call,
        () -> {
          Deploying deploying = seen();
          String stack = DeploymentMessages.stackOf(deploying, request);
          Tail tail = deploying.output(stack, request.getService());
          var stream = (ServerCallStreamObserver<LogChunk>) call;
          follow(stream, () -> print(tail, request.getFollow(), stream));
        });
  }

  private static void print(Tail tail, boolean follow, ServerCallStreamObserver<LogChunk> stream)
      throws InterruptedException {
    while (!stream.isCancelled()) {
      if (!stream.isReady()) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        continue;
      }
      Optional<BusMessage> message = tail.next(follow ? WAIT : Duration.ZERO);
      if (message.isPresent()) {
        stream.onNext(DeploymentMessages.chunk(Chunk.of(message.get())));
      } else if (!follow) {
        stream.onCompleted();
        return;
      }
    }
  }

  private Deploying seen() {
    FleetCall.caller(context).require(Role.VIEW, "this");
    return context.fleet().deploying();
  }

  /// What is done for a stream for as long as its client listens.
  @FunctionalInterface
  private interface Following {
    void run() throws InterruptedException;
  }

  private void follow(ServerCallStreamObserver<?> stream, Following what) {
    streams.execute(
        () -> {
          try {
            what.run();
          } catch (ClewError e) {
            stream.onError(FleetCall.status(e).asRuntimeException());
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private static void answer(StreamObserver<?> call, Runnable action) {
    try {
      action.run();
    } catch (ClewError e) {
      call.onError(FleetCall.status(e).asRuntimeException());
    } catch (RuntimeException e) {
      LOG.error("a call of the fleet failed", e);
      call.onError(Status.INTERNAL.withDescription(e.toString()).asRuntimeException());
    }
  }
}
