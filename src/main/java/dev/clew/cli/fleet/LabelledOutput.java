package dev.clew.cli.fleet;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.PrefixedLines;
import dev.clew.cli.frame.SafeOutput;
import dev.clew.terminal.DisplayWidth;
import dev.clew.terminal.Palette;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;

/// Output of several sources on one terminal: each line with its source's name where a terminal is,
/// and lines of different sources are not mixed.
final class LabelledOutput {
  private final CliContext context;
  private final Palette palette;
  private final Map<String, OutputStream> streams = new HashMap<>();
  private int width;

  /// @param width of the widest name that is known
  LabelledOutput(CliContext context, Palette palette, int width) {
    this.context = context;
    this.palette = palette;
    this.width = width;
  }

  /// Prints a piece of what a source prints.
  void write(String source, boolean error, byte[] piece) throws IOException {
    width = Math.max(width, DisplayWidth.of(source));
    stream(source, error).write(piece);
    (error ? context.err() : context.out()).flush();
  }

  private OutputStream stream(String source, boolean error) {
    SafeOutput to = error ? context.err() : context.out();
    boolean terminal = error ? context.errIsTerminal() : context.outIsTerminal();
    return streams.computeIfAbsent(
        source + error,
        _ -> new PrefixedLines(line -> to.print((terminal ? prefix(source) : "") + line + "\n")));
  }

  private String prefix(String source) {
    return palette.cyan(DisplayWidth.column(source, width)) + palette.dim(" | ");
  }

  /// Prints lines that were not ended.
  void end() throws IOException {
    for (OutputStream each : streams.values()) {
      each.close();
    }
    context.out().flush();
    context.err().flush();
  }
}
