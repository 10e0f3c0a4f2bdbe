package dev.clew.transfer;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/// Decompresses a gzip file (RFC 1952) of any number of members. The JDK's class ends silently at
/// what follows the last one, and goes a call deeper for each that is empty.
final class GzipMembers extends InputStream {
  private static final int CHUNK = 16 << 10;
  private static final int DEFLATE = 8;
  private static final int HEADER_CHECKSUM = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final byte[] chunk = new byte[CHUNK];
  private int at;
  private int filled;
  private boolean ended;
  private long bytes;
  private long junk;

  /// @param in at the first member
  GzipMembers(InputStream in) throws IOException {
    this.in = in;
    if (next() != 0x1F || next() != 0x8B) {
      throw new ZipException("it does not begin as gzip does");
    }
    header();
  }

  /// How many bytes were decompressed.
  long bytes() {
    return bytes;
  }

  /// How many bytes follow the last member and are none; zeros are padding. Known at the end.
  long junk() {
    return junk;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    while (!ended && length > 0) {
      int read = inflate(into, from, length);
      if (read > 0) {
        checksum.update(into, from, read);
        bytes += read;
        return read;
      }
      if (inflater.finished()) {
        member();
      } else if (!more()) {
        throw cutOff();
      }
    }
    return length == 0 ? 0 : -1;
  }

  private int inflate(byte[] into, int from, int length) throws IOException {
    try {
      inflater.setInput(chunk, at, filled - at);
      int read = inflater.inflate(into, from, length);
      at = filled - inflater.getRemaining();
      if (inflater.needsDictionary()) {
        throw new ZipException("it needs a dictionary");
      }
      return read;
    } catch (DataFormatException e) {
      throw new ZipException(String.valueOf(e.getMessage()));
    }
  }

  /// The end of a member, and the beginning of the next one.
  private void member() throws IOException {
    if (number() != checksum.getValue()
        || number() != (inflater.getBytesWritten() & 0xFFFF_FFFFL)) {
      throw new ZipException("its checksum is wrong");
    }
    int first = 0;
    while (first == 0 && more()) {
      first = next();
    }
    if (first == 0x1F && more() && chunk[at] == (byte) 0x8B) {
      at++;
      header();
      inflater.reset();
      checksum.reset();
      return;
    }
    ended = true;
    junk = first == 0 ? 0 : 1;
    while (more()) {
      junk += filled - at;
      at = filled;
    }
  }

  private void header() throws IOException {
    if (next() != DEFLATE) {
      throw new ZipException("it is compressed in an unknown way");
    }
    int flags = next();
    skip(6);
    if ((flags & EXTRA) != 0) {
      skip(next() | next() << 8);
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CHECKSUM) != 0) {
      skip(2);
    }
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  private void skipText() throws IOException {
    int character = next();
    while (character != 0) {
      character = next();
    }
  }

  private long number() throws IOException {
    return next() | next() << 8 | next() << 16 | (long) next() << 24;
  }

  private int next() throws IOException {
    if (!more()) {
      throw cutOff();
    }
    return chunk[at++] & 0xFF;
  }

  /// Whether there is another byte.
  private boolean more() throws IOException {
    while (at == filled) {
      int read = in.read(chunk);
      if (read < 0) {
        return false;
      }
      at = 0;
      filled = read;
    }
    return true;
  }

  private static EOFException cutOff() {
    return new EOFException("it ends before its end");
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
