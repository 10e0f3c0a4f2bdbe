package dev.clew.cli;

import dev.clew.doctor.Check;
import dev.clew.history.Level;
import dev.clew.history.State;
import java.util.Map;

/// The few styles that output uses, or none.
public record Palette(boolean enabled) {
  private static final String RESET = "\u001b[0m";

  /// The styles for one stream.
  ///
  /// @param env `NO_COLOR`, when not empty, switches colour off where `mode` leaves it open
  public static Palette of(ColorMode mode, Map<String, String> env, boolean terminal) {
    return new Palette(
        switch (mode) {
          case ALWAYS -> true;
          case NEVER -> false;
          case AUTO -> terminal && env.getOrDefault("NO_COLOR", "").isEmpty();
        });
  }

  public String bold(String text) {
    return style("1", text);
  }

  public String dim(String text) {
    return style("2", text);
  }

  /// Failures.
  public String red(String text) {
    return style("31", text);
  }

  /// What went well.
  public String green(String text) {
    return style("32", text);
  }

  /// Warnings, and what was cut short.
  public String yellow(String text) {
    return style("33", text);
  }

  /// What goes on.
  public String cyan(String text) {
    return style("36", text);
  }

  /// Text in the colour of a state.
  public String state(State state, String text) {
    return switch (state) {
      case State.Running _ -> cyan(text);
      case State.Interrupted _ -> yellow(text);
      case State.Skipped _ -> dim(text);
      case State.Ok _ -> green(text);
      case State.Failed _ -> red(text);
    };
  }

  /// Text in the colour of a level.
  public String level(Level level, String text) {
    return switch (level) {
      case TRACE, DEBUG -> dim(text);
      case INFO -> text;
      case WARN -> yellow(text);
      case ERROR, FATAL -> red(text);
    };
  }

  /// Text in the colour of how a check went.
  public String verdict(Check.Verdict verdict, String text) {
    return switch (verdict) {
      case OK -> green(text);
      case WARN -> yellow(text);
      case FAIL -> red(text);
      case SKIPPED -> dim(text);
    };
  }

  private String style(String code, String text) {
    return enabled && !text.isEmpty() ? "\u001b[" + code + "m" + text + RESET : text;
  }
}
