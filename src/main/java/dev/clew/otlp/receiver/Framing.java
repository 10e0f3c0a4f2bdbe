package dev.clew.otlp.receiver;

import io.vertx.core.buffer.Buffer;

/// How a request's message lies in the body of an HTTP request.
sealed interface Framing {
  /// Takes the next piece of the body.
  void take(Buffer chunk) throws RejectedRequest;

  /// The body is complete.
  ///
  /// @return whether the message is compressed
  boolean end() throws RejectedRequest;

  /// OTLP/HTTP: the body is the message.
  ///
  /// @param zipped what Content-Encoding says
  record Whole(BodyBuffer message, boolean zipped) implements Framing {
    @Override
    public void take(Buffer chunk) throws RejectedRequest {
      message.append(chunk, 0, chunk.length());
    }

    @Override
    public boolean end() {
      return zipped && message.length() > 0;
    }
  }

  /// gRPC: one message after a prefix of five bytes, a flag and the length.
  final class Prefixed implements Framing {
    private static final int PREFIX = 5;

    private final BodyBuffer message;
    private final boolean zipped;
    private int seen;
    private int flag;
    private long length;

    Prefixed(BodyBuffer message, boolean zipped) {
      this.message = message;
      this.zipped = zipped;
    }

    @Override
    public void take(Buffer chunk) throws RejectedRequest {
      int at = 0;
      for (; seen < PREFIX && at < chunk.length(); at++, seen++) {
        prefix(chunk.getByte(at) & 0xFF);
      }
      if (message.length() + (long) chunk.length() - at > length) {
        throw new RejectedRequest(Rejection.MALFORMED, "more than the one message of a unary call");
      }
      if (at < chunk.length()) {
        message.append(chunk, at, chunk.length());
      }
    }

    private void prefix(int octet) throws RejectedRequest {
      if (seen == 0) {
        flag = octet;
        return;
      }
      length = (length << 8) | octet;
      if (seen == PREFIX - 1) {
        message.expect(length);
      }
    }

    @Override
    public boolean end() throws RejectedRequest {
      if (seen < PREFIX || message.length() < length) {
        throw new RejectedRequest(Rejection.MALFORMED, "the message is not complete");
      }
      if (flag > 1 || (flag == 1 && !zipped)) {
        throw new RejectedRequest(
            Rejection.MALFORMED, "the message is compressed, but grpc-encoding does not say how");
      }
      return flag == 1;
    }
  }
}
