package dev.clew.otlp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/// Decompression that ends at the limit of a request, whatever would come after.
final class Gunzip {
  private static final int BUFFER = 8192;
  private static final int TRAILER = 18;

  /// The most that deflate makes of one byte.
  private static final int MOST = 1032;

  private Gunzip() {}

  static byte[] inflate(byte[] zipped, ByteBudget.Hold hold) throws Refused {
    var plain = new Arrival(hold);
    plain.expect(announced(zipped));
    try (var in = new GZIPInputStream(new ByteArrayInputStream(zipped), BUFFER)) {
      for (int next = in.read(); next >= 0; next = in.read()) {
        byte[] to = plain.reserve(1);
        to[plain.length()] = (byte) next;
        plain.wrote(1);
        fill(plain, in, to);
      }
      return plain.bytes();
    } catch (IOException e) {
      throw new Refused(Refusal.MALFORMED, "the body is not gzip: " + e.getMessage());
    }
  }

  /// Fills the room there is: where as much comes as was announced, that is all, and no more is
  /// made to find the end.
  private static void fill(Arrival plain, GZIPInputStream in, byte[] to) throws IOException {
    while (plain.length() < to.length) {
      int read = in.read(to, plain.length(), to.length - plain.length());
      if (read < 0) {
        return;
      }
      plain.wrote(read);
    }
  }

  /// The size that the trailer names, as far as it can be true. It is modulo 2³² and of the last
  /// member only.
  private static long announced(byte[] zipped) {
    if (zipped.length < TRAILER) {
      return 0;
    }
    long size = 0;
    for (int i = 1; i <= 4; i++) {
      size = (size << 8) | (zipped[zipped.length - i] & 0xFF);
    }
    return Math.min(size, Math.min(Arrival.LIMIT, (long) zipped.length * MOST));
  }
}
