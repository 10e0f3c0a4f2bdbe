package dev.clew.console;

import dev.clew.record.Level;
import dev.clew.runs.State;
import dev.tamboui.style.Style;

/// How a piece of text looks. The text says the same without.
enum Look {
  PLAIN,
  STRONG,
  QUIET,
  GOOD,
  BAD,
  WARNING,
  LIVE,
  /// What the cursor is on, and the bars at the top and bottom.
  MARKED;

  /// @param colour whether there are colours
  Style style(boolean colour) {
    return switch (this) {
      case PLAIN -> Style.EMPTY;
      case STRONG -> Style.EMPTY.bold();
      case QUIET -> Style.EMPTY.dim();
      case GOOD -> colour ? Style.EMPTY.green() : Style.EMPTY;
      case BAD -> colour ? Style.EMPTY.red() : Style.EMPTY.bold();
      case WARNING -> colour ? Style.EMPTY.yellow() : Style.EMPTY;
      case LIVE -> colour ? Style.EMPTY.cyan() : Style.EMPTY;
      case MARKED -> Style.EMPTY.reversed();
    };
  }

  /// The look of a run's state.
  static Look of(State state) {
    return switch (state) {
      case State.Running _ -> LIVE;
      case State.Interrupted _ -> WARNING;
      case State.Skipped _ -> QUIET;
      case State.Ok _ -> GOOD;
      case State.Failed _ -> BAD;
    };
  }

  /// The look of a log record's level.
  static Look of(Level level) {
    return switch (level) {
      case TRACE, DEBUG -> QUIET;
      case INFO -> PLAIN;
      case WARN -> WARNING;
      case ERROR, FATAL -> BAD;
    };
  }
}
