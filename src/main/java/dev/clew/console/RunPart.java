package dev.clew.console;

import dev.clew.console.Screen.Note;
import java.util.Optional;

/// A part of the screen of a run.
sealed interface RunPart permits TreePart, LogPart, EventPart, MetricPart {
  String label();

  default String keys() {
    return "↑↓ move · Enter details";
  }

  /// The part after an input.
  RunPart on(Input input, Size size);

  /// What Enter opens.
  Optional<Screen> chosen();

  default boolean isTyping() {
    return false;
  }

  default Note note() {
    return Note.NONE;
  }

  void draw(Canvas canvas);
}
