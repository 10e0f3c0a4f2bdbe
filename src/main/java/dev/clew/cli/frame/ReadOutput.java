package dev.clew.cli.frame;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/// Standard output as a stream that says when nobody reads it any more.
public final class ReadOutput extends OutputStream {
  private final PrintStream out;

  public ReadOutput(PrintStream out) {
    this.out = out;
  }

  /// The reader has gone, which is its right.
  public static final class NobodyReads extends IOException {
    private static final long serialVersionUID = 1;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    out.write(bytes, from, length);
    if (length > 4096 && out.checkError()) {
      throw new NobodyReads();
    }
  }

  @Override
  public void flush() throws IOException {
    if (out.checkError()) {
      throw new NobodyReads();
    }
  }
}
