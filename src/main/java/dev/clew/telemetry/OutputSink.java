package dev.clew.telemetry;

/// Takes the lines of one output stream. Blocks while the recorder is behind.
public interface OutputSink {
  /// Takes one line without its line end.
  ///
  /// @param nanos when it was read, nanoseconds since 1970
  void line(byte[] text, int from, int to, long nanos);

  /// Hands on what is held back for batching.
  void flush();
}
