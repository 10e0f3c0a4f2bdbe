package dev.clew.terminal;

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

  private String style(String code, String text) {
    return enabled && !text.isEmpty() ? "\u001b[" + code + "m" + text + RESET : text;
  }
}
