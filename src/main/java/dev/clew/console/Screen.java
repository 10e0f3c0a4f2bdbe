package dev.clew.console;

import java.util.List;
import java.util.Optional;

/// What the operator sees: an immutable state. Inputs and news make the next one, and every frame
/// follows from the state alone.
sealed interface Screen
    permits RunsScreen,
        RunScreen,
        CompareScreen,
        DetailScreen,
        HelpScreen,
        WorkspacesScreen,
        FormScreen,
        LaunchScreen,
        SettingsScreen {
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

  /// What it asks; inputs answer that first.
  default Optional<Question> question() {
    return Optional.empty();
  }

  /// The way of an answer to its question.
  default Step answered(boolean yes) {
    return Step.stay(this);
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

  /// What a screen asks before it does something.
  ///
  /// @param text a sentence that `y` answers with yes
  /// @param what is done then, as telemetry calls it
  record Question(String text, String what) {
    /// Asked before the console ends while launches go on.
    static Question leaving(int running) {
      String text = running == 1 ? "A launch goes on." : running + " launches go on.";
      return new Question(text + " Stop and leave?", "stop and leave");
    }
  }

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
