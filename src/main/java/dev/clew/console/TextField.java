package dev.clew.console;

import dev.clew.terminal.DisplayWidth;
import dev.clew.terminal.TerminalText;

/// A line of text that is typed.
///
/// @param caret index of the character before which the next one is put
record TextField(String text, int caret) {
  static TextField of(String text) {
    return new TextField(text, text.length());
  }

  /// The field after a key; itself where the key changes nothing.
  TextField on(Input input) {
    return switch (input) {
      case Input.Letter(char letter) ->
          new TextField(text.substring(0, caret) + letter + text.substring(caret), caret + 1);
      case Input.Press(Input.Key key) ->
          switch (key) {
            case LEFT -> at(before());
            case RIGHT -> at(after());
            case HOME -> at(0);
            case END -> at(text.length());
            case BACKSPACE -> without(before(), caret);
            case DELETE -> without(caret, after());
            default -> this;
          };
      case Input.Wheel _, Input.Click _ -> this;
    };
  }

  /// The caret as near to a column as can be.
  TextField click(int column) {
    return at(first(column + 1));
  }

  /// Index of the character that reaches over so many columns.
  private int first(int columns) {
    int used = 0;
    int i = 0;
    while (i < text.length()) {
      int point = text.codePointAt(i);
      used += DisplayWidth.of(point);
      if (used >= columns) {
        return i;
      }
      i += Character.charCount(point);
    }
    return i;
  }

  private TextField at(int index) {
    return new TextField(text, index);
  }

  private TextField without(int from, int to) {
    return new TextField(text.substring(0, from) + text.substring(to), from);
  }

  private int before() {
    return caret == 0 ? 0 : text.offsetByCodePoints(caret, -1);
  }

  private int after() {
    return caret == text.length() ? caret : text.offsetByCodePoints(caret, 1);
  }

  /// Draws the field; of a text that is longer than its room, the part around the caret.
  void draw(Canvas canvas, int column, int row, int width) {
    String left = TerminalText.plain(text.substring(0, caret));
    while (DisplayWidth.of(left) > width - 2) {
      left = left.substring(left.offsetByCodePoints(0, 1));
    }
    int x = canvas.text(column, row, left, Look.PLAIN);
    String right = TerminalText.plain(text.substring(caret));
    canvas.cell(x, row, width - (x - column), right.isEmpty() ? " " : right, Look.PLAIN);
    canvas.caret(x, row);
  }
}
