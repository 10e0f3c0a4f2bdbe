package dev.clew.cli.frame;

import dev.clew.terminal.TerminalFilter;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// What commands print to. Whatever text comes this way, nothing but colour steers the terminal at
/// its end: a printer that forgets to make its text safe does no harm.
public final class SafeOutput extends PrintStream {
  private static final int BUFFER = 8192;

  private final OutputStream raw;
  private final boolean terminal;

  /// Passes text on to a stream.
  ///
  /// @param terminal whether a terminal is at the end of the stream
  public SafeOutput(OutputStream raw, boolean terminal) {
    super(
        new BufferedOutputStream(new TerminalFilter(raw, TerminalFilter.Form.TEXT), BUFFER),
        false,
        StandardCharsets.UTF_8);
    this.raw = raw;
    this.terminal = terminal;
  }

  /// The stream for what a program has put out, which is passed on as it is; on a terminal as text.
  public PrintStream bytes() {
    flush();
    return terminal ? this : new PrintStream(raw, false, StandardCharsets.UTF_8);
  }

  /// The stream for JSON whose bytes are to stay as they are. On a terminal, characters that could
  /// steer it are written as JSON's escapes: to a reader of JSON that is the same.
  public PrintStream json() {
    flush();
    OutputStream to = terminal ? new TerminalFilter(raw, TerminalFilter.Form.JSON) : raw;
    return new PrintStream(new BufferedOutputStream(to, BUFFER), false, StandardCharsets.UTF_8);
  }
}
