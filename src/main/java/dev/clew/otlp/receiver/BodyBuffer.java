package dev.clew.otlp.receiver;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;

/// Bytes that arrive piece by piece. Their room grows with what has come, not with what was
/// announced: a client that announces much and sends nothing takes no memory.
final class BodyBuffer {
  /// OTLP's receivers take 64 MiB, compressed and not.
  static final int LIMIT = 64 << 20;

  private static final int FIRST = 64 << 10;

  private final ByteBudget.Hold hold;
  private byte[] bytes = new byte[0];
  private int length;
  private long expected = FIRST;

  BodyBuffer(ByteBudget.Hold hold) {
    this.hold = hold;
  }

  /// @param size how many bytes the client says will come
  void expect(long size) throws RejectedRequest {
    if (size > LIMIT) {
      throw tooLarge();
    }
    expected = size;
  }

  void append(Buffer chunk, int from, int to) throws RejectedRequest {
    reserve(to - from);
    chunk.getBytes(from, to, bytes, length);
    length += to - from;
  }

  /// Room for at least so many more bytes, after those that are there.
  ///
  /// @return the array, to be written from [#length] on
  byte[] reserve(int more) throws RejectedRequest {
    long needed = (long) length + more;
    if (needed > LIMIT) {
      throw tooLarge();
    }
    if (needed > bytes.length) {
      long doubled = Math.max(FIRST, bytes.length * 2L);
      // Past what was announced nobody knows how much comes.
      long most = needed > expected ? LIMIT : expected;
      long room = Math.max(needed, Math.min(doubled, most));
      hold.take(room - bytes.length);
      bytes = Arrays.copyOf(bytes, (int) room);
    }
    return bytes;
  }

  void wrote(int more) {
    length += more;
  }

  boolean isFull() {
    return length == bytes.length;
  }

  int length() {
    return length;
  }

  /// All of them; without a copy where as many came as were announced.
  byte[] bytes() throws RejectedRequest {
    if (length != bytes.length) {
      hold.take(length);
      bytes = Arrays.copyOf(bytes, length);
    }
    return bytes;
  }

  private static RejectedRequest tooLarge() {
    return new RejectedRequest(Rejection.TOO_LARGE, "a request may have 64 MiB, compressed or not");
  }
}
