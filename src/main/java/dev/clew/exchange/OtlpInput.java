package dev.clew.exchange;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/// Reads OTLP in any of its encodings, which it tells by the first bytes: JSON, one document or a
/// line each; protobuf, one message or many behind their lengths; each of them gzipped. Memory
/// holds a few MiB, however much there is.
public final class OtlpInput {
  private static final int PEEK = 64;

  private OtlpInput() {}

  /// Reads everything.
  ///
  /// @return how many lines were damaged, and passed over
  /// @throws IOException when it cannot be read, or is not OTLP
  public static long read(InputStream in, RequestSink sink) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, 64 << 10);
    byte[] start = peek(buffered);
    if (isGzip(start)) {
      buffered = new BufferedInputStream(new GZIPInputStream(patient(buffered)), 64 << 10);
      start = peek(buffered);
    }
    if (start.length == 0) {
      return 0;
    }
    if (isJson(start)) {
      if (start[0] == (byte) 0xEF) {
        buffered.skipNBytes(3);
      }
      return JsonLines.read(buffered, sink);
    }
    switch (start[0]) {
      case 0x0A -> new ProtoStream(buffered, sink).readMessage();
      case 0, 1, 2, 3 -> new ProtoStream(buffered, sink).readFrames();
      default -> throw new IOException(isZstd(start) ? "it is compressed with zstd" : "no OTLP");
    }
    return 0;
  }

  private static byte[] peek(BufferedInputStream in) throws IOException {
    in.mark(PEEK);
    byte[] start = in.readNBytes(PEEK);
    in.reset();
    return start;
  }

  /// The JDK asks whether bytes are available before it reads the next member of a gzip file, and a
  /// pipe may have none yet.
  private static InputStream patient(BufferedInputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int available() throws IOException {
        in.mark(1);
        int next = in.read();
        in.reset();
        return next < 0 ? 0 : 1;
      }
    };
  }

  private static boolean isGzip(byte[] start) {
    return start.length > 1 && start[0] == 0x1F && start[1] == (byte) 0x8B;
  }

  private static boolean isZstd(byte[] start) {
    return start.length > 3
        && start[0] == 0x28
        && start[1] == (byte) 0xB5
        && start[2] == 0x2F
        && start[3] == (byte) 0xFD;
  }

  /// Whether an object with a name in it begins. A message of protobuf may begin with a line feed
  /// and a brace, and another with a line feed and a quote, but no name with the tag of a field.
  private static boolean isJson(byte[] start) {
    boolean mark =
        start.length > 2
            && start[0] == (byte) 0xEF
            && start[1] == (byte) 0xBB
            && start[2] == (byte) 0xBF;
    int brace = blank(start, mark ? 3 : 0);
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
        && (bytes[i] == ' ' || bytes[i] == '\n' || bytes[i] == '\r' || bytes[i] == '\t')) {
      i++;
    }
    return i;
  }
}
