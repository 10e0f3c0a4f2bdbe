package dev.clew.console;

import dev.clew.terminal.DisplayWidth;
import dev.clew.terminal.TerminalText;
import java.util.ArrayList;
import java.util.List;

/// Text about one thing, wrapped at the right edge.
record DetailScreen(String title, List<String> lines, int top) implements Screen {
  static DetailScreen of(String title, List<String> lines) {
    return new DetailScreen(title, List.copyOf(lines), 0);
  }

  @Override
  public String name() {
    return "details";
  }

  @Override
  public String keys() {
    return "↑↓ scroll";
  }

  @Override
  public Step on(Input input, Size size) {
    if (input.is(Input.Key.ESCAPE)) {
      return new Step.Back();
    }
    int most = Math.max(0, wrapped(size.columns()).size() - size.rows());
    ListCursor first = new ListCursor(Math.min(top, most), 0);
    return Step.stay(
        first
            .on(input, most + 1, size.rows())
            .map(next -> new DetailScreen(title, lines, next.selected()))
            .orElse(this));
  }

  @Override
  public Note note() {
    return Note.NONE;
  }

  @Override
  public void draw(Canvas canvas) {
    List<String> all = wrapped(canvas.width());
    int first = Math.clamp(top, 0, Math.max(0, all.size() - canvas.height()));
    for (int y = 0; y < canvas.height() && first + y < all.size(); y++) {
      canvas.text(2, y, all.get(first + y), Look.PLAIN);
    }
  }

  private List<String> wrapped(int width) {
    List<String> all = new ArrayList<>();
    lines.forEach(line -> all.addAll(wrap(TerminalText.plain(line), Math.max(10, width - 4))));
    return all;
  }

  /// A text as lines of at most so many columns, broken at blanks where there are any.
  static List<String> wrap(String text, int columns) {
    List<String> all = new ArrayList<>();
    int start = 0;
    int blank = -1;
    int used = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      used += DisplayWidth.of(point);
      if (used > columns && i > start) {
        int end = blank > start ? blank + 1 : i;
        all.add(text.substring(start, end).stripTrailing());
        start = end;
        used = DisplayWidth.of(text.substring(start, i)) + DisplayWidth.of(point);
        blank = -1;
      }
      blank = point == ' ' && !text.substring(start, i).isBlank() ? i : blank;
      i += Character.charCount(point);
    }
    all.add(text.substring(start));
    return all;
  }
}
