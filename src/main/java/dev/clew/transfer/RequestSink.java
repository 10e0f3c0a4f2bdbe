package dev.clew.transfer;

import dev.clew.otlp.codec.OtlpSignal;
import java.io.IOException;

/// Takes export requests.
@FunctionalInterface
public interface RequestSink {
  /// Takes one.
  ///
  /// @param protobuf an `Export…ServiceRequest` of the signal; the array is not changed later
  void accept(OtlpSignal signal, byte[] protobuf) throws IOException;
}
