package dev.clew.console;

/// What the operator does.
sealed interface Input {
  /// Keys that are no letters.
  enum Key {
    UP,
    DOWN,
    LEFT,
    RIGHT,
    PAGE_UP,
    PAGE_DOWN,
    HOME,
    END,
    ENTER,
    ESCAPE,
    TAB,
    BACKSPACE,
    DELETE,
    /// Ctrl-S.
    SAVE,
    /// Ctrl-C.
    INTERRUPT,
    /// Ctrl-Z.
    SUSPEND,
    /// Ctrl-L.
    REDRAW
  }

  /// A key that is no letter.
  record Press(Key key) implements Input {}

  /// A character.
  record Letter(char letter) implements Input {}

  /// The mouse wheel.
  ///
  /// @param rows downwards; negative upwards
  record Wheel(int rows) implements Input {}

  /// The left button of the mouse.
  ///
  /// @param row of what a screen draws, 0 for its first
  record Click(int column, int row) implements Input {}

  /// The same for what begins some rows further down.
  default Input below(int rows) {
    return this instanceof Click(int column, int row) ? new Click(column, row - rows) : this;
  }

  /// Whether this is a character.
  default boolean is(char wanted) {
    return this instanceof Letter(char letter) && letter == wanted;
  }

  /// Whether this is a key.
  default boolean is(Key wanted) {
    return this instanceof Press(Key key) && key == wanted;
  }
}
