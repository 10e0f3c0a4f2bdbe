package dev.clew.exchange;

import dev.clew.wire.Signal;
import java.io.IOException;

/// Takes export requests.
@FunctionalInterface
public interface RequestSink {
  /// Takes one.
  ///
  /// @param protobuf an `Export…ServiceRequest` of the signal; the array is not changed later
  void accept(Signal signal, byte[] protobuf) throws IOException;
}
