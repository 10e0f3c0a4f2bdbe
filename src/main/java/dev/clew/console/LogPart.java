package dev.clew.console;

import dev.clew.console.Screen.Note;
import dev.clew.terminal.Amounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// The log of a run, with a search and with following what is added.
///
/// @param ended whether nothing more comes
/// @param following whether the cursor stays on the newest line
/// @param column first column of the texts that is seen
/// @param search what is looked for; empty for nothing
/// @param missed whether nothing was found
record LogPart(
    LogText text,
    boolean ended,
    boolean following,
    ListCursor cursor,
    int column,
    String search,
    boolean typing,
    boolean missed)
    implements RunPart {
  private static final int LEVEL = 6;
  private static final int ORIGIN = 10;
  private static final int SIDEWAYS = 20;

  /// Before anything has been read.
  static LogPart of(boolean growing) {
    return new LogPart(LogText.EMPTY, false, growing, ListCursor.START, 0, "", false, false);
  }

  /// With lines that have been read.
  LogPart plus(List<LogRow> lines, boolean last, int height) {
    LogText next = text.plus(lines);
    int shift = (int) (next.dropped() - text.dropped());
    ListCursor kept = new ListCursor(cursor.selected() - shift, Math.max(0, cursor.top() - shift));
    ListCursor at = kept.at(following ? next.size() - 1 : kept.selected(), next.size(), height);
    return new LogPart(next, last, following, at, column, search, typing, missed);
  }

  @Override
  public String label() {
    return "log";
  }

  @Override
  public String keys() {
    return typing
        ? "type to search · Enter find · Esc cancel"
        : "↑↓←→ · / search n N · f follow · Enter record";
  }

  @Override
  public boolean isTyping() {
    return typing;
  }

  @Override
  public RunPart on(Input input, Size size) {
    if (typing) {
      return typed(input, size.rows());
    }
    int height = size.rows();
    return switch (input) {
      case Input.Letter(char letter) when letter == '/' -> searching("", true);
      case Input.Letter(char letter) when letter == 'n' -> found(cursor.selected() + 1, 1, height);
      case Input.Letter(char letter) when letter == 'N' -> found(cursor.selected() - 1, -1, height);
      case Input.Letter(char letter) when letter == 'f' -> follow(!following, height);
      case Input.Press(Input.Key key) when key == Input.Key.LEFT ->
          sideways(Math.max(0, column - SIDEWAYS));
      case Input.Press(Input.Key key) when key == Input.Key.RIGHT -> sideways(column + SIDEWAYS);
      default ->
          cursor
              .on(input, text.size(), height)
              .map(next -> at(next, isToEnd(input) && !ended))
              .orElse(this);
    };
  }

  /// Of a log that is still read, the end is yet to come.
  private static boolean isToEnd(Input input) {
    return input.is(Input.Key.END) || input.is('G');
  }

  private LogPart typed(Input input, int height) {
    return switch (input) {
      case Input.Letter(char letter) -> searching(search + letter, true);
      case Input.Press(Input.Key key) when key == Input.Key.BACKSPACE ->
          searching(
              search.isEmpty()
                  ? ""
                  : search.substring(0, search.offsetByCodePoints(search.length(), -1)),
              true);
      case Input.Press(Input.Key key) when key == Input.Key.ENTER ->
          searching(search, false).found(cursor.selected(), 1, height);
      case Input.Press(Input.Key key) when key == Input.Key.ESCAPE -> searching("", false);
      default -> this;
    };
  }

  private LogPart found(int from, int direction, int height) {
    if (search.isEmpty() || text.size() == 0) {
      return this;
    }
    OptionalInt line = text.find(search.toLowerCase(Locale.ROOT), from, direction);
    return line.isPresent()
        ? at(cursor.at(line.getAsInt(), text.size(), height), false)
        : new LogPart(text, ended, following, cursor, column, search, typing, true);
  }

  private LogPart follow(boolean on, int height) {
    ListCursor next = on ? cursor.at(text.size() - 1, text.size(), height) : cursor;
    return at(next, on);
  }

  private LogPart at(ListCursor next, boolean follows) {
    return new LogPart(text, ended, follows, next, column, search, typing, false);
  }

  private LogPart sideways(int next) {
    return new LogPart(text, ended, following, cursor, next, search, typing, missed);
  }

  private LogPart searching(String next, boolean types) {
    return new LogPart(text, ended, following, cursor, column, next, types, false);
  }

  @Override
  public Optional<Screen> chosen() {
    if (text.size() == 0) {
      return Optional.empty();
    }
    LogRow line = text.get(cursor.within(text.size(), 1).selected());
    List<String> lines = new ArrayList<>(List.of(line.level() + " · " + line.origin(), ""));
    lines.add(line.text());
    if (!line.attributes().isEmpty()) {
      lines.addAll(List.of("", "attributes"));
      line.attributes().lines().forEach(pair -> lines.add("  " + pair));
    }
    return Optional.of(DetailScreen.of("record", lines));
  }

  @Override
  public Note note() {
    if (typing) {
      return new Note("/" + search + "▏", Look.PLAIN);
    }
    if (missed) {
      return Note.bad("\"" + search + "\" is not in the log");
    }
    String place =
        text.size() == 0
            ? ""
            : "line %s of %s"
                .formatted(
                    Amounts.count(text.dropped() + cursor.selected() + 1),
                    Amounts.count(text.dropped() + text.size()));
    String left =
        text.dropped() == 0
            ? ""
            : " · the first " + Amounts.count(text.dropped()) + " are left out";
    String found = search.isEmpty() ? "" : " · search: " + search;
    return Note.quiet(place + left + found + (following && !ended ? " · following" : ""));
  }

  @Override
  public void draw(Canvas canvas) {
    if (text.size() == 0) {
      canvas.text(2, 1, ended ? "The run has no log." : "Reading…", Look.QUIET);
      return;
    }
    String wanted = search.toLowerCase(Locale.ROOT);
    canvas.list(
        cursor,
        text.size(),
        (y, index) -> {
          LogRow line = text.get(index);
          line(canvas, y, line, !typing && !wanted.isEmpty() && line.contains(wanted));
        });
  }

  private void line(Canvas canvas, int y, LogRow line, boolean hit) {
    String time = canvas.times().apply(line.timeNanos());
    int x = canvas.text(2, y, time, Look.QUIET) + 1;
    x = canvas.cell(x, y, LEVEL, line.level().name(), Look.of(line.level()));
    x = canvas.cell(x, y, ORIGIN, line.origin(), Look.QUIET) + 1;
    canvas.text(x - 1, y, hit ? "*" : "", Look.STRONG);
    String seen = dropped(line.text());
    x = canvas.text(x, y, seen, hit ? Look.STRONG : Look.PLAIN);
    canvas.text(x + 1, y, line.attributes().replace('\n', ' '), Look.QUIET);
  }

  private String dropped(String whole) {
    int points = Math.min(column, whole.codePointCount(0, whole.length()));
    return column == 0 ? whole : whole.substring(whole.offsetByCodePoints(0, points));
  }
}
