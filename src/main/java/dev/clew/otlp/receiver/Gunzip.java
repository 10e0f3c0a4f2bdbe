package dev.clew.otlp.receiver;

import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Decompression of gzip (RFC 1952) that ends at the limit of a request, whatever would come after.
/// Members of a file are a loop: a million empty ones cost neither stack nor time.
final class Gunzip {
  private static final int HEADER = 10;
  private static final int TRAILER = 8;
  private static final int MAGIC = 0x8B1F;
  private static final int DEFLATE = 8;
  private static final int HEADER_CHECKSUM = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  /// A compressor that works in blocks of 64 KiB makes a quarter of it of a whole request.
  private static final int MEMBERS = 4096;

  /// The most that deflate makes of one byte.
  private static final int MOST = 1032;

  private final byte[] zipped;
  private final BodyBuffer plain;
  private final Inflater inflater;
  private int at;

  private Gunzip(byte[] zipped, BodyBuffer plain, Inflater inflater) {
    this.zipped = zipped;
    this.plain = plain;
    this.inflater = inflater;
  }

  static byte[] inflate(byte[] zipped, ByteBudget.Hold hold) throws RejectedRequest {
    var plain = new BodyBuffer(hold);
    plain.expect(announced(zipped));
    try (Inflater inflater = new Inflater(true)) {
      new Gunzip(zipped, plain, inflater).members();
      return plain.bytes();
    } catch (DataFormatException e) {
      throw malformed(String.valueOf(e.getMessage()));
    }
  }

  private void members() throws RejectedRequest, DataFormatException {
    for (int members = 0; members == 0 || at < zipped.length; members++) {
      if (members == MEMBERS) {
        throw new RejectedRequest(
            Rejection.TOO_LARGE, "a body of gzip may have " + MEMBERS + " members");
      }
      header();
      member();
    }
  }

  private void header() throws RejectedRequest {
    need(HEADER);
    if (number(at, 2) != MAGIC || zipped[at + 2] != DEFLATE) {
      throw malformed("it does not begin as gzip does");
    }
    int flags = zipped[at + 3];
    at += HEADER;
    if ((flags & EXTRA) != 0) {
      need(2);
      int length = (int) number(at, 2);
      need(2 + length);
      at += 2 + length;
    }
    skipText((flags & NAME) != 0);
    skipText((flags & COMMENT) != 0);
    if ((flags & HEADER_CHECKSUM) != 0) {
      need(2);
      at += 2;
    }
  }

  private void skipText(boolean there) throws RejectedRequest {
    if (there) {
      while (at < zipped.length && zipped[at] != 0) {
        at++;
      }
      need(1);
      at++;
    }
  }

  private void member() throws RejectedRequest, DataFormatException {
    inflater.reset();
    inflater.setInput(zipped, at, zipped.length - at);
    var checksum = new CRC32();
    int start = plain.length();
    while (!inflater.finished()) {
      int read = plain.isFull() ? one(checksum) : rest(checksum);
      if (read == 0
          && !inflater.finished()
          && (inflater.needsInput() || inflater.needsDictionary())) {
        throw malformed("it is cut off");
      }
    }
    at = zipped.length - inflater.getRemaining();
    need(TRAILER);
    if (number(at, 4) != checksum.getValue()
        || number(at + 4, 4) != (plain.length() - start & 0xFFFF_FFFFL)) {
      throw malformed("its checksum is wrong");
    }
    at += TRAILER;
  }

  /// Fills the room there is.
  private int rest(CRC32 checksum) throws RejectedRequest, DataFormatException {
    byte[] to = plain.reserve(0);
    int read = inflater.inflate(to, plain.length(), to.length - plain.length());
    checksum.update(to, plain.length(), read);
    plain.wrote(read);
    return read;
  }

  /// Makes room only where more comes: the announced size may be all.
  private int one(CRC32 checksum) throws RejectedRequest, DataFormatException {
    byte[] next = new byte[1];
    int read = inflater.inflate(next);
    if (read == 1) {
      plain.reserve(1)[plain.length()] = next[0];
      plain.wrote(1);
      checksum.update(next[0]);
    }
    return read;
  }

  private void need(int more) throws RejectedRequest {
    if (zipped.length - at < more) {
      throw malformed("it is cut off");
    }
  }

  private long number(int from, int bytes) {
    long number = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      number = (number << 8) | (zipped[from + i] & 0xFF);
    }
    return number;
  }

  private static RejectedRequest malformed(String why) {
    return new RejectedRequest(Rejection.MALFORMED, "the body is not gzip: " + why);
  }

  /// The size that the trailer names, as far as it can be true. It is modulo 2³² and of the last
  /// member only.
  private static long announced(byte[] zipped) {
    if (zipped.length < HEADER + TRAILER) {
      return 0;
    }
    long size = 0;
    for (int i = 1; i <= 4; i++) {
      size = (size << 8) | (zipped[zipped.length - i] & 0xFF);
    }
    return Math.min(size, Math.min(BodyBuffer.LIMIT, (long) zipped.length * MOST));
  }
}
