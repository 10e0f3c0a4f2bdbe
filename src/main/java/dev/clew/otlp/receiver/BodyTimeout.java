package dev.clew.otlp.receiver;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;

/// When the body of a request has to be there. Then the connection is closed, or the stream where
/// other requests share the connection.
final class BodyTimeout {
  /// Enough for 64 MiB over a slow network, and too short to hold many connections open with.
  private static final Duration BODY = Duration.ofSeconds(30);

  /// How long a client may go on sending what has been answered.
  private static final Duration LINGER = Duration.ofSeconds(2);

  /// HTTP/2's CANCEL.
  private static final long CANCEL = 8;

  private static final long NO_ERROR = 0;

  private final Context context;
  private final long timer;

  private BodyTimeout(Context context, long timer) {
    this.context = context;
    this.timer = timer;
  }

  /// @param missed is called before the connection is closed
  static BodyTimeout set(Context context, HttpServerRequest request, Runnable missed) {
    return new BodyTimeout(
        context,
        context
            .owner()
            .setTimer(
                BODY.toMillis(),
                _ -> {
                  missed.run();
                  close(request);
                }));
  }

  private static void close(HttpServerRequest request) {
    if (request.version() == HttpVersion.HTTP_2) {
      var _ = request.response().reset(CANCEL);
    } else {
      var _ = request.connection().close();
    }
  }

  /// An answer is on its way before its request is complete: there is nothing more to be sent.
  /// HTTP/2 has a word for that; with HTTP/1 the rest is read and forgotten. Clients that have read
  /// the answer stop by themselves, and some take that word for an error while they are sending.
  static void answered(Context context, HttpServerRequest request) {
    if (request.version() == HttpVersion.HTTP_2 && !request.isEnded()) {
      var _ = context.owner().setTimer(LINGER.toMillis(), _ -> stop(request));
    }
  }

  private static void stop(HttpServerRequest request) {
    if (!request.isEnded() && !request.response().closed()) {
      var _ = request.response().reset(NO_ERROR);
    }
  }

  void met() {
    var _ = context.owner().cancelTimer(timer);
  }

  /// Reads what is left of a body that nobody wants: a client that is still sending would not see
  /// the answer if the connection were closed.
  static void discard(Context context, HttpServerRequest request) {
    if (!request.isEnded()) {
      BodyTimeout deadline = set(context, request, () -> {});
      request
          .handler(_ -> {})
          .endHandler(_ -> deadline.met())
          .exceptionHandler(_ -> deadline.met());
    }
  }
}
