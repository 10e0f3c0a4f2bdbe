package dev.clew.redaction;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Text of which the secrets were left out; used again for the next.
final class RedactedText {
  private static final byte[] MARK = Redaction.MARK.getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes = new byte[256];
  private int length;

  void clear() {
    length = 0;
  }

  /// Adds text between two offsets with a mark for every secret that was found there.
  void put(FoundSecrets found, byte[] text, int from, int to) {
    int done = from;
    for (int i = 0; i < found.count(); i++) {
      put(text, done, found.start(i));
      putMark();
      done = found.end(i);
    }
    put(text, done, to);
  }

  void putMark() {
    put(MARK, 0, MARK.length);
  }

  void put(byte[] text, int from, int to) {
    int more = to - from;
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
    System.arraycopy(text, from, bytes, length, more);
    length += more;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
