package dev.clew.cli.frame;

import dev.clew.terminal.TerminalText;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Cuts bytes into lines, which may come from several streams at once. A line longer than a
/// terminal could show is cut, so that memory stays bounded.
public final class PrefixedLines extends OutputStream {
  private static final int LONGEST = 8 * 1024;

  private final Consumer<String> lines;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  public PrefixedLines(Consumer<String> lines) {
    this.lines = lines;
  }

  @Override
  public void write(int one) {
    if (one == '\n') {
      end();
    } else if (line.size() < LONGEST && one != '\r') {
      line.write(one);
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      write(bytes[i]);
    }
  }

  private void end() {
    lines.accept(TerminalText.safe(line.toString(StandardCharsets.UTF_8), true));
    line.reset();
  }

  @Override
  public void close() {
    if (line.size() > 0) {
      end();
    }
  }
}
