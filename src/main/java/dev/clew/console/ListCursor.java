package dev.clew.console;

import java.util.Optional;
import java.util.OptionalInt;

/// Where the operator is in a list, and which part of the list is seen.
///
/// @param selected index of the row that the cursor is on
/// @param top index of the first row that is seen
record ListCursor(int selected, int top) {
  static final ListCursor START = new ListCursor(0, 0);

  /// The cursor after a key, a turn of the wheel or a click on a row of the list; nothing where the
  /// input does not move it.
  ///
  /// @param count rows of the list
  /// @param height rows that are seen
  Optional<ListCursor> on(Input input, int count, int height) {
    OptionalInt row = target(input, count, Math.max(1, height - 1));
    return row.isPresent() ? Optional.of(at(row.getAsInt(), count, height)) : Optional.empty();
  }

  private OptionalInt target(Input input, int count, int page) {
    return switch (input) {
      case Input.Press(Input.Key key) ->
          switch (key) {
            case UP -> OptionalInt.of(selected - 1);
            case DOWN -> OptionalInt.of(selected + 1);
            case PAGE_UP -> OptionalInt.of(selected - page);
            case PAGE_DOWN -> OptionalInt.of(selected + page);
            case HOME -> OptionalInt.of(0);
            case END -> OptionalInt.of(count - 1);
            default -> OptionalInt.empty();
          };
      case Input.Letter(char letter) ->
          switch (letter) {
            case 'k' -> OptionalInt.of(selected - 1);
            case 'j' -> OptionalInt.of(selected + 1);
            case 'g' -> OptionalInt.of(0);
            case 'G' -> OptionalInt.of(count - 1);
            default -> OptionalInt.empty();
          };
      case Input.Wheel(int rows) -> OptionalInt.of(selected + rows);
      case Input.Click(_, int row) ->
          row >= 0 && top + row < count ? OptionalInt.of(top + row) : OptionalInt.empty();
    };
  }

  /// The cursor on a row, scrolled as little as needed.
  ListCursor at(int index, int count, int height) {
    int row = Math.clamp(index, 0, Math.max(0, count - 1));
    int first = Math.clamp(top, Math.max(0, row - Math.max(1, height) + 1), row);
    return new ListCursor(row, Math.clamp(first, 0, Math.max(0, count - Math.max(1, height))));
  }

  /// The same place in a list or window of another size.
  ListCursor within(int count, int height) {
    return at(selected, count, height);
  }
}
