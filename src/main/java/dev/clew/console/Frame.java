package dev.clew.console;

import dev.clew.console.Screen.Question;
import dev.clew.terminal.DisplayWidth;
import dev.clew.terminal.TerminalText;
import dev.tamboui.buffer.Buffer;
import dev.tamboui.layout.Rect;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/// What is around every screen: the bar with the way to it, a line for notes, and the bar of keys.
///
/// @param source where the runs are, for the eye
/// @param times a time, in nanoseconds since 1970, as people read it
record Frame(String source, boolean colour, LongFunction<String> times) {
  private static final int COLUMNS = 80;
  private static final int ROWS = 24;
  private static final int ABOVE = 1;
  private static final int BELOW = 2;

  /// What a screen has for itself.
  static Size inside(int columns, int rows) {
    return new Size(columns, Math.max(0, rows - ABOVE - BELOW));
  }

  /// Whether a terminal is large enough.
  static boolean fits(int columns, int rows) {
    return columns >= COLUMNS && rows >= ROWS;
  }

  /// An input as a screen gets it: with places of its own.
  static Input inside(Input input) {
    return input.below(ABOVE);
  }

  /// Draws a frame.
  ///
  /// @param way the screens that are open, the one to draw last
  /// @param asked what is asked in place of the screen's own question
  /// @param now nanoseconds since 1970
  void draw(Buffer buffer, List<Screen> way, Optional<Question> asked, long now) {
    Rect area = buffer.area();
    Canvas canvas = new Canvas(buffer, area, colour, now, times);
    if (!fits(area.width(), area.height())) {
      small(canvas);
      return;
    }
    Screen screen = way.getLast();
    bar(canvas, way);
    screen.draw(canvas.rows(ABOVE, area.height() - ABOVE - BELOW));
    int note = area.height() - 2;
    Optional<Question> question = asked.or(screen::question);
    if (question.isPresent()) {
      canvas.text(2, note, question.get().text() + "  y yes · n no", Look.STRONG);
      canvas.text(1, note + 1, "y yes · n no", Look.PLAIN);
      canvas.highlight(note + 1);
    } else {
      note(canvas, note, screen.note());
      keys(canvas, note + 1, screen, way.size() == 1);
    }
  }

  /// What went wrong is said in full, over the last rows of the screen.
  private static void note(Canvas canvas, int row, Screen.Note note) {
    List<String> lines =
        note.look() == Look.BAD
            ? DetailScreen.wrap(TerminalText.plain(note.text()), canvas.width() - 4)
            : List.of(note.text());
    int y = row - lines.size() + 1;
    for (String line : lines) {
      canvas.cell(0, y, canvas.width(), "  " + line, note.look());
      y++;
    }
  }

  private static void small(Canvas canvas) {
    String text =
        "The console needs %d columns and %d rows; here are %d and %d. q quits."
            .formatted(COLUMNS, ROWS, canvas.width(), canvas.height());
    int row = 0;
    for (String line : DetailScreen.wrap(text, Math.max(1, canvas.width()))) {
      canvas.text(0, row++, line, Look.PLAIN);
    }
  }

  private void bar(Canvas canvas, List<Screen> way) {
    int x = canvas.text(0, 0, " clew", Look.STRONG);
    String where = TerminalText.plain(source);
    int room = canvas.width() - x - DisplayWidth.of(where) - 3;
    String path = String.join(" › ", way.stream().map(Screen::title).toList());
    canvas.text(x, 0, " › " + DisplayWidth.fit(TerminalText.plain(path), room - 3), Look.PLAIN);
    canvas.text(canvas.width() - DisplayWidth.of(where) - 1, 0, where, Look.PLAIN);
    canvas.highlight(0);
  }

  private static void keys(Canvas canvas, int row, Screen screen, boolean top) {
    String end = screen.isTyping() ? "" : top ? "? help · q quit " : "? help · q back ";
    int room = canvas.width() - DisplayWidth.of(end) - 2;
    canvas.text(0, row, " " + DisplayWidth.fit(screen.keys(), room - 1), Look.PLAIN);
    canvas.text(canvas.width() - DisplayWidth.of(end), row, end, Look.PLAIN);
    canvas.highlight(row);
  }
}
