package dev.clew.console;

import dev.tamboui.buffer.Buffer;
import dev.tamboui.buffer.DiffResult;
import dev.tamboui.layout.Rect;
import dev.tamboui.layout.Size;
import java.io.IOException;
import java.util.function.Consumer;

/// Shows frames on a terminal; only the cells that changed are written.
final class Display {
  private final TerminalBackend terminal;
  private final DiffResult difference = new DiffResult();
  private Buffer seen = Buffer.empty(new Rect(0, 0, 0, 0));

  Display(TerminalBackend terminal) {
    this.terminal = terminal;
  }

  /// Shows one frame.
  ///
  /// @param drawing draws on an empty buffer as large as the terminal
  void show(Consumer<Buffer> drawing) throws IOException {
    Size size = terminal.size();
    Rect area = new Rect(0, 0, size.width(), size.height());
    if (!area.equals(seen.area())) {
      terminal.clear();
      seen = Buffer.empty(area);
    }
    Buffer next = Buffer.empty(area);
    drawing.accept(next);
    seen.diff(next, difference);
    if (!difference.isEmpty()) {
      terminal.draw(difference);
      terminal.flush();
    }
    difference.clear();
    seen = next;
  }

  /// The terminal may show anything now: the next frame is written in full.
  void forget() {
    seen = Buffer.empty(new Rect(0, 0, 0, 0));
  }
}
