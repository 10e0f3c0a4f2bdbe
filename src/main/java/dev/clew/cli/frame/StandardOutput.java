package dev.clew.cli.frame;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Standard output, which remembers that it could not be written: a [java.io.PrintStream] tells
/// nobody why.
public final class StandardOutput extends OutputStream {
  private final OutputStream to;
  private final BooleanSupplier abandoned;
  private @Nullable IOException failure;

  /// Passes bytes on to standard output.
  ///
  /// @param abandoned whether nobody reads it any more, which is a reader's right
  public StandardOutput(OutputStream to, BooleanSupplier abandoned) {
    this.to = to;
    this.abandoned = abandoned;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      to.write(bytes, offset, length);
    } catch (IOException e) {
      if (failure == null && !abandoned.getAsBoolean()) {
        failure = e;
      }
      throw e;
    }
  }

  /// Why a part of it could not be written, or null when nothing is missing that anybody reads.
  public @Nullable IOException failure() {
    return failure;
  }
}
