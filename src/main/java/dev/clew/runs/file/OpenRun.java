package dev.clew.runs.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/// The file of a run that is open.
public interface OpenRun extends Closeable {
  /// Reads some bytes.
  ///
  /// @return how many, -1 when there are none now
  int read(ByteBuffer into, long position) throws IOException;

  /// Bytes that are there now.
  long size() throws IOException;

  /// Whether the process that started the run lives.
  boolean live();

  /// Lets go of it; who has opened it for something else keeps it open.
  @Override
  void close() throws IOException;
}
