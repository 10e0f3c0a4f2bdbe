package dev.clew.runs.file;

/// Tells by a search whether a line can hold what is selected; may say yes in vain, never no in
/// vain.
final class LineFilter {
  private final ByteSearch spans = new ByteSearch("\"resourceSpans\"");
  private final ByteSearch logs = new ByteSearch("\"resourceLogs\"");
  private final ByteSearch metrics = new ByteSearch("\"resourceMetrics\"");
  private final ByteSearch events = new ByteSearch("\"eventName\"");
  private final Selection selection;

  LineFilter(Selection selection) {
    this.selection = selection;
  }

  boolean wants(byte[] bytes, int offset, int length) {
    int end = offset + length;
    return switch (selection) {
      case ALL -> true;
      case STORY -> has(spans, bytes, offset, end) || events.find(bytes, offset, end) >= 0;
      case LOGS -> has(logs, bytes, offset, end);
      case METRICS -> has(metrics, bytes, offset, end);
    };
  }

  /// The signal is the first key of nearly every line; what is not there is searched in the whole
  /// line only when the line begins with no signal at all.
  private boolean has(ByteSearch key, byte[] bytes, int offset, int end) {
    int head = Math.min(end, offset + 64);
    if (key.find(bytes, offset, head) >= 0) {
      return true;
    }
    boolean other =
        spans.find(bytes, offset, head) >= 0
            || logs.find(bytes, offset, head) >= 0
            || metrics.find(bytes, offset, head) >= 0;
    return !other && key.find(bytes, offset, end) >= 0;
  }
}
