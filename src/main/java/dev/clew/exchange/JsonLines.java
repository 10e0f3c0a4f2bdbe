package dev.clew.exchange;

import dev.clew.wire.OtlpTranscoder;
import dev.clew.wire.OtlpTranscoder.Request;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// Reads lines of OTLP/JSON, passing over damaged ones; or, where the first line shows that it is
/// one document over several lines, that.
final class JsonLines {
  private static final byte[] BEGINNING = {'{', '"', 'r', 'e', 's', 'o', 'u', 'r', 'c', 'e'};

  private final OtlpTranscoder transcoder = new OtlpTranscoder();
  private final LineInput lines;
  private final RequestSink sink;
  private long damaged;

  private JsonLines(InputStream in, RequestSink sink) {
    this.lines = new LineInput(in);
    this.sink = sink;
  }

  /// Reads everything.
  ///
  /// @return how many lines were damaged
  static long read(InputStream in, RequestSink sink) throws IOException {
    return new JsonLines(in, sink).read();
  }

  private long read() throws IOException {
    boolean first = true;
    while (lines.next()) {
      if (isBlank(lines.start(), lines.length())) {
        continue;
      }
      long before = damaged;
      List<Request> requests = requests(lines.start(), lines.start() + lines.length());
      if (first && damaged > before && requests.isEmpty() && !isClosed()) {
        JsonDocument.read(lines.rest(), sink);
        return before;
      }
      for (Request request : requests) {
        sink.accept(request.signal(), request.protobuf());
      }
      first &= requests.isEmpty() && damaged == before;
    }
    JsonDocument.read(lines.rest(), sink);
    return damaged;
  }

  /// A line that was cut off may have another one behind it.
  private List<Request> requests(int from, int to) {
    int start = from;
    while (true) {
      try {
        return transcoder.transcodeAll(lines.buffer(), start, to - start);
      } catch (IOException _) {
        damaged += start == from ? 1 : 0;
        start = beginning(lines.buffer(), start + 1, to);
        if (start < 0) {
          return List.of();
        }
      }
    }
  }

  /// Where in a range another line begins, or -1.
  static int beginning(byte[] bytes, int from, int to) {
    for (int i = from; i + BEGINNING.length <= to; i++) {
      if (bytes[i] == '{'
          && java.util.Arrays.equals(
              bytes, i, i + BEGINNING.length, BEGINNING, 0, BEGINNING.length)) {
        return i;
      }
    }
    return -1;
  }

  private boolean isBlank(int start, int length) {
    for (int i = start; i < start + length; i++) {
      if (lines.buffer()[i] > ' ' || lines.buffer()[i] < 0) {
        return false;
      }
    }
    return true;
  }

  /// Whether the line looks like a whole object.
  private boolean isClosed() {
    int last = lines.start() + lines.length() - 1;
    while (last > lines.start() && lines.buffer()[last] <= ' ') {
      last--;
    }
    return lines.buffer()[last] == '}' && last > lines.start();
  }
}
