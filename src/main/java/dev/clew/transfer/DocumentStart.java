package dev.clew.transfer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Where documents of OTLP/JSON begin, seen without parsing: behind a line that was cut off there
/// may be another one.
final class DocumentStart {
  private static final byte[][] STARTS = {
    start("resourceSpans"),
    start("resourceLogs"),
    start("resourceMetrics"),
    start("resource_spans"),
    start("resource_logs"),
    start("resource_metrics"),
    start("batches")
  };

  private DocumentStart() {}

  private static byte[] start(String name) {
    return ("{\"" + name + "\"").getBytes(StandardCharsets.US_ASCII);
  }

  /// The first position in a range at which one begins, or -1.
  static int next(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == '{' && isAt(bytes, i, to)) {
        return i;
      }
    }
    return -1;
  }

  static boolean isAt(byte[] bytes, int at, int to) {
    for (byte[] start : STARTS) {
      int end = at + start.length;
      if (end <= to && Arrays.equals(bytes, at, end, start, 0, start.length)) {
        return true;
      }
    }
    return false;
  }
}
