package dev.clew.runs.file;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Bytes that are read from front to back.
@FunctionalInterface
public interface ByteSource {
  /// Reads some bytes.
  ///
  /// @param position where they start; every call goes on where the one before ended
  /// @return how many, -1 when there are none now
  int read(ByteBuffer into, long position) throws IOException;
}
