package dev.clew.web.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HealthServiceTest {
  private final Readiness readiness = new Readiness();
  private final HealthService health = new HealthService(readiness, () -> Runnable::run);

  private Answers watch(String service) {
    var answers = new Answers();
    health.watch(HealthCheckRequest.newBuilder().setService(service).build(), answers);
    return answers;
  }

  @Test
  void watchersGetWhatChanges() {
    Answers answers = watch("clew.serve");
    Answers unknown = watch("somebody.else");

    readiness.set(true);
    readiness.set(true);
    readiness.set(false);

    assertThat(answers.statuses).containsExactly("NOT_SERVING", "SERVING", "NOT_SERVING");
    assertThat(unknown.statuses).hasSize(1);
  }

  @Test
  void watchersAreLimitedAndLeave() {
    List<Answers> all =
        IntStream.range(0, HealthService.MOST_WATCHERS).mapToObj(_ -> watch("")).toList();
    assertThat(watch("").refused).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);

    all.getFirst().gone.run();
    readiness.set(true);
    assertThat(all.getFirst().statuses).hasSize(1);
    assertThat(all.getLast().statuses).hasSize(2);
    assertThat(watch("").statuses).containsExactly("SERVING");
  }

  private static final class Answers extends ServerCallStreamObserver<HealthCheckResponse> {
    private final List<String> statuses = new ArrayList<>();
    private Runnable gone = () -> {};
    private Status.Code refused = Status.Code.OK;

    @Override
    public void onNext(HealthCheckResponse answer) {
      statuses.add(answer.getStatus().name());
    }

    @Override
    public void onError(Throwable failure) {
      refused = Status.fromThrowable(failure).getCode();
    }

    @Override
    public void onCompleted() {}

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public void setOnCancelHandler(Runnable handler) {
      gone = handler;
    }

    @Override
    public void setCompression(String compression) {}

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setOnReadyHandler(Runnable handler) {}

    @Override
    public void request(int count) {}

    @Override
    public void setMessageCompression(boolean enable) {}

    @Override
    public void disableAutoInboundFlowControl() {}
  }
}
