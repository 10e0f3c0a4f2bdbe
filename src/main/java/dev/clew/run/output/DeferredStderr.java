package dev.clew.run.output;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Clew's own words on standard error: held back while a command has the terminal for itself, or
/// they would stand in the middle of an editor's screen.
public final class DeferredStderr extends OutputStream {
  private final OutputStream to;
  private final ByteArrayOutputStream later = new ByteArrayOutputStream();
  private boolean held;

  public DeferredStderr(OutputStream to) {
    this.to = to;
  }

  public synchronized void hold() {
    held = true;
  }

  /// Says what was held back.
  ///
  /// @throws IOException when nobody reads it
  public synchronized void release() throws IOException {
    held = false;
    later.writeTo(to);
    later.reset();
  }

  @Override
  public synchronized void write(int one) throws IOException {
    (held ? later : to).write(one);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    (held ? later : to).write(bytes, offset, length);
  }
}
