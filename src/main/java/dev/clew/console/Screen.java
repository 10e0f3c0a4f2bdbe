package dev.clew.console;

import java.util.List;

/// What the operator sees: an immutable state. Inputs and news make the next one, and every frame
/// follows from the state alone.
sealed interface Screen permits RunsScreen, RunScreen, CompareScreen, DetailScreen, HelpScreen {
  /// Its name in telemetry.
  String name();

  /// What the bar at the top calls it.
  String title();

  /// What it is about, such as the id of a run; empty where it is about nothing in particular.
  default String subject() {
    return "";
  }

  /// Its keys, for the bar at the bottom; `?` and the way back are added.
  String keys();

  /// Whether letters are text now, not commands.
  default boolean isTyping() {
    return false;
  }

  /// What it wants to know when it is opened.
  default List<Request> wanted() {
    return List.of();
  }

  /// The way of an input; those that are the same everywhere have been taken out, unless
  /// [#isTyping].
  Step on(Input input, Size size);

  /// The way of news.
  default Step on(News news, Size size) {
    return Step.stay(this);
  }

  /// What the line above the bottom bar says: a prompt, an error, a note.
  Note note();

  void draw(Canvas canvas);

  /// A line of text.
  record Note(String text, Look look) {
    static final Note NONE = new Note("", Look.PLAIN);

    static Note quiet(String text) {
      return new Note(text, Look.QUIET);
    }

    static Note bad(String text) {
      return new Note(text, Look.BAD);
    }
  }
}
