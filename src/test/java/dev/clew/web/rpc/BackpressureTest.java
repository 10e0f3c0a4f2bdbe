package dev.clew.web.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.Status;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class BackpressureTest {
  @Test
  void nextRequestWaitsUntilTheAnswersAreTaken() {
    var transport = new Transport();
    var service = new AtomicReference<ServerCall<String, String>>();
    Listener<String> listener =
        new Backpressure()
            .interceptCall(
                transport,
                new Metadata(),
                (call, _) -> {
                  service.set(call);
                  call.request(1);
                  return new Listener<>() {};
                });
    assertThat(transport.requested).as("the first comes before any answer").isEqualTo(1);

    service.get().sendMessage("answer");
    service.get().request(1);
    assertThat(transport.requested).isEqualTo(1);

    transport.ready = true;
    listener.onReady();
    assertThat(transport.requested).isEqualTo(2);
    listener.onReady();
    service.get().request(1);
    assertThat(transport.requested).isEqualTo(3);
  }

  private static final class Transport extends ServerCall<String, String> {
    private boolean ready;
    private int requested;

    @Override
    public boolean isReady() {
      return ready;
    }

    @Override
    public void request(int messages) {
      requested += messages;
    }

    @Override
    public void sendHeaders(Metadata headers) {}

    @Override
    public void sendMessage(String message) {}

    @Override
    public void close(Status status, Metadata trailers) {}

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public MethodDescriptor<String, String> getMethodDescriptor() {
      throw new UnsupportedOperationException();
    }
  }
}
