package dev.clew.redaction;

import io.opentelemetry.api.trace.SpanContext;
import org.jspecify.annotations.Nullable;

/// Takes the lines of one output stream. Blocks while the recorder is behind.
public interface OutputSink {
  /// Takes one line without its line end.
  ///
  /// @param original what the command wrote, where that is more than what is seen of it, else null
  /// @param nanos when it was read, nanoseconds since 1970
  void line(byte[] text, int from, int to, byte @Nullable [] original, long nanos);

  /// The same for the lines of another span, as long as that lasts.
  OutputSink of(SpanContext span);

  /// Hands on what is held back for batching.
  void flush();
}
