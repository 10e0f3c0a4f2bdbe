package dev.clew.runs;

import dev.clew.otlp.codec.OtlpSignal;
import java.io.InputStream;
import java.util.Optional;

/// Records that can be had as lines of OTLP/JSON.
public interface RecordLines {
  /// What they are called, as a part of a file's name.
  String id();

  /// Their lines, at least those of a signal.
  InputStream lines(Optional<OtlpSignal> signal);
}
