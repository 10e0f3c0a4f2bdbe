package dev.clew.console;

import dev.clew.terminal.DisplayWidth;
import dev.clew.terminal.TerminalText;
import dev.tamboui.buffer.Buffer;
import dev.tamboui.buffer.Cell;
import dev.tamboui.layout.Rect;
import dev.tamboui.style.Style;
import java.util.function.LongFunction;

/// The part of a frame that a screen draws on. Text is made safe here, cut at the right edge, and
/// placed by its display width.
///
/// @param now nanoseconds since 1970
/// @param times a time, in nanoseconds since 1970, as people read it
record Canvas(Buffer buffer, Rect area, boolean colour, long now, LongFunction<String> times) {
  int width() {
    return area.width();
  }

  int height() {
    return area.height();
  }

  /// Some rows of it.
  Canvas rows(int from, int count) {
    int top = Math.min(from, area.height());
    int height = Math.clamp(count, 0, area.height() - top);
    Rect part = new Rect(area.x(), area.y() + top, area.width(), height);
    return new Canvas(buffer, part, colour, now, times);
  }

  /// Writes foreign or own text on one row.
  ///
  /// @return the column after it
  int text(int column, int row, String text, Look look) {
    return safe(column, row, TerminalText.plain(text), look);
  }

  /// Writes text into a column of a table; the last columns of what does not fit become an
  /// ellipsis.
  ///
  /// @return the column after it
  int cell(int column, int row, int width, String text, Look look) {
    return safe(column, row, DisplayWidth.column(TerminalText.plain(text), width), look);
  }

  /// The same, aligned to the right.
  int number(int column, int row, int width, String text, Look look) {
    String fitted = DisplayWidth.fit(TerminalText.plain(text), width);
    return safe(column + width - DisplayWidth.of(fitted), row, fitted, look);
  }

  private int safe(int column, int row, String text, Look look) {
    if (row < 0 || row >= area.height()) {
      return column;
    }
    Style style = look.style(colour);
    int at = column;
    for (int i = 0; i < text.length() && at < area.width(); ) {
      int point = text.codePointAt(i);
      String symbol = Character.toString(point);
      int width = DisplayWidth.of(point);
      i += Character.charCount(point);
      if (width == 0) {
        join(at, row, symbol);
      } else {
        place(at, row, at + width > area.width() ? " " : symbol, width, style);
        at += width;
      }
    }
    return at;
  }

  private void place(int column, int row, String symbol, int width, Style style) {
    int x = area.x() + column;
    int y = area.y() + row;
    buffer.set(x, y, new Cell(symbol, style));
    if (width == 2 && column + 1 < area.width()) {
      buffer.set(x + 1, y, new Cell("", style));
    }
  }

  /// Adds a combining character to what is before it.
  private void join(int column, int row, String symbol) {
    int y = area.y() + row;
    int x = area.x() + column - 1;
    if (x > area.x() && buffer.get(x, y).isContinuation()) {
      x--;
    }
    if (x >= area.x()) {
      Cell before = buffer.get(x, y);
      buffer.set(x, y, before.symbol(before.symbol() + symbol));
    }
  }

  /// Draws a row of a list.
  @FunctionalInterface
  interface ListRow {
    void draw(int y, int index);
  }

  /// Draws the rows of a list that are seen, and marks the one that the cursor is on.
  void list(ListCursor cursor, int count, ListRow row) {
    ListCursor shown = cursor.within(count, height());
    for (int y = 0; y < height() && shown.top() + y < count; y++) {
      row.draw(y, shown.top() + y);
      if (shown.top() + y == shown.selected()) {
        text(0, y, "›", Look.STRONG);
        highlight(y);
      }
    }
  }

  /// Marks the place where the next character that is typed comes.
  void caret(int column, int row) {
    if (row >= 0 && row < area.height() && column < area.width()) {
      Rect place = new Rect(area.x() + column, area.y() + row, 1, 1);
      buffer.setStyle(place, Look.MARKED.style(colour));
    }
  }

  /// Gives a whole row a look, and what stands on it.
  void highlight(int row) {
    if (row >= 0 && row < area.height()) {
      Rect line = new Rect(area.x(), area.y() + row, area.width(), 1);
      buffer.setStyle(line, Look.MARKED.style(colour));
    }
  }
}
