package dev.clew.transfer;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Reads OTLP in any of its encodings, which it tells by the first bytes: JSON, one document or
/// many in any layout; protobuf, one message or many behind their lengths; each of them gzipped,
/// also twice. Memory holds a few MiB, however much there is.
public final class OtlpInput {
  private static final int PEEK = 64;

  /// How often a file may be compressed: there are some that yield themselves.
  private static final int DEEPEST = 4;

  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private OtlpInput() {}

  /// Reads everything.
  ///
  /// @param damages takes what is passed over
  /// @return whether any OTLP was recognised
  /// @throws IOException when it cannot be read, or is not OTLP
  static boolean read(InputStream in, RequestSink sink, Damages damages) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, 64 << 10);
    return read(buffered, 0, sink, damages);
  }

  private static boolean read(
      BufferedInputStream buffered, int depth, RequestSink sink, Damages damages)
      throws IOException {
    if (!isGzip(peek(buffered))) {
      return plain(buffered, sink, damages);
    }
    if (depth == DEEPEST) {
      throw new IOException("it is compressed with gzip more than " + DEEPEST + " times");
    }
    var members = new GzipMembers(buffered);
    boolean recognised = read(new BufferedInputStream(members, 64 << 10), depth + 1, sink, damages);
    if (members.junk() > 0) {
      damages.add(
          0,
          members.bytes(),
          members.junk() + " bytes that are no gzip follow the compressed data");
    }
    return recognised;
  }

  private static boolean plain(BufferedInputStream buffered, RequestSink sink, Damages damages)
      throws IOException {
    byte[] start = peek(buffered);
    if (start.length == 0) {
      return false;
    }
    if (Utf16.is(start)) {
      throw new IOException(
          "it is in UTF-16 or UTF-32, not UTF-8; try: iconv -f UTF-16 -t UTF-8 FILE | clew import -");
    }
    int marked = startsWith(start, MARK) ? MARK.length : 0;
    buffered.skipNBytes(marked);
    int zeros = marked;
    while (zeros < start.length && start[zeros] == 0) {
      zeros++;
    }
    if (zeros == start.length || isText(start, zeros)) {
      return JsonDocuments.read(buffered, marked, sink, damages);
    }
    switch (start[0]) {
      case 0x0A -> new ProtoStream(buffered, sink, damages).readMessage();
      case 0, 1, 2, 3 -> new ProtoStream(buffered, sink, damages).readFrames();
      default -> throw new IOException(Compression.reason(start));
    }
    return true;
  }

  /// Whether JSON begins at a position; after something else than zeros, any text may be what is
  /// left of it.
  private static boolean isText(byte[] start, int from) {
    int first = blank(start, from);
    if (first == start.length) {
      return true;
    }
    boolean plain = start[first] >= ' ' && start[first] != 0x7F;
    return isJson(start, first)
        || (from == 0 && start[0] != '\n' && plain && !Compression.is(start));
  }

  private static byte[] peek(BufferedInputStream in) throws IOException {
    in.mark(PEEK);
    byte[] start = in.readNBytes(PEEK);
    in.reset();
    return start;
  }

  private static boolean isGzip(byte[] start) {
    return start.length > 1 && start[0] == 0x1F && start[1] == (byte) 0x8B;
  }

  static boolean startsWith(byte[] bytes, byte[] start) {
    return bytes.length >= start.length
        && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
  }

  /// Whether an object with a name in it begins, or an array of such. A message of protobuf may
  /// begin with a line feed and a brace, and another with a line feed and a quote, but no name with
  /// the tag of a field.
  private static boolean isJson(byte[] start, int from) {
    int brace = start[from] == '[' ? blank(start, from + 1) : from;
    if (brace == start.length || start[brace] != '{') {
      return false;
    }
    int name = blank(start, brace + 1);
    if (name == start.length || start[name] != '"') {
      return name == start.length || start[name] == '}';
    }
    return name + 1 == start.length || (start[name + 1] & 0xFF) >= ' ';
  }

  private static int blank(byte[] bytes, int from) {
    int i = from;
    while (i < bytes.length
        && (bytes[i] == ' '
            || bytes[i] == '\n'
            || bytes[i] == '\r'
            || bytes[i] == '\t'
            || bytes[i] == JsonDocuments.RECORD_SEPARATOR)) {
      i++;
    }
    return i;
  }
}
