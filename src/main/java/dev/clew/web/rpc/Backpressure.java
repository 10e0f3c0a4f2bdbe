package dev.clew.web.rpc;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.inject.Singleton;

/// Reads a stream's next request when its client has taken the answers so far. Quarkus' reflection
/// service would keep answers for a client that only asks.
@Singleton
@GlobalInterceptor
public final class Backpressure implements ServerInterceptor {
  @Override
  public <A, B> Listener<A> interceptCall(
      ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
    var paced = new PacedCall<>(call);
    return new SimpleForwardingServerCallListener<>(next.startCall(paced, headers)) {
      @Override
      public void onReady() {
        paced.resume();
        super.onReady();
      }
    };
  }

  /// A call on its event loop.
  private static final class PacedCall<A, B> extends SimpleForwardingServerCall<A, B> {
    private boolean answered;
    private int held;

    private PacedCall(ServerCall<A, B> call) {
      super(call);
    }

    @Override
    public void request(int messages) {
      if (answered && !isReady()) {
        held += messages;
      } else {
        super.request(messages);
      }
    }

    @Override
    public void sendMessage(B message) {
      answered = true;
      super.sendMessage(message);
    }

    private void resume() {
      int messages = held;
      held = 0;
      if (messages > 0) {
        super.request(messages);
      }
    }
  }
}
