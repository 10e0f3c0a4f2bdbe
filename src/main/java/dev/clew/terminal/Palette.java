package dev.clew.terminal;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.fusesource.jansi.Ansi;
import org.fusesource.jansi.Ansi.Attribute;
import org.fusesource.jansi.AnsiMode;

/// The few styles that output uses, or none. Jansi makes the sequences; its console, which replaces
/// the standard streams and loads a library, stays out.
public record Palette(boolean enabled) {
  private static final int SEQUENCES = "\u001b[31m\u001b[0m".length();

  /// The styles for one stream.
  ///
  /// @param env `NO_COLOR`, when not empty, switches colour off where `mode` leaves it open
  public static Palette of(ColorMode mode, Map<String, String> env, boolean terminal) {
    AnsiMode output =
        switch (mode) {
          case ALWAYS -> AnsiMode.Force;
          case NEVER -> AnsiMode.Strip;
          case AUTO ->
              terminal && env.getOrDefault("NO_COLOR", "").isEmpty()
                  ? AnsiMode.Default
                  : AnsiMode.Strip;
        };
    return new Palette(output != AnsiMode.Strip);
  }

  public String bold(String text) {
    return style(Ansi::bold, text);
  }

  public String dim(String text) {
    return style(ansi -> ansi.a(Attribute.INTENSITY_FAINT), text);
  }

  /// Failures.
  public String red(String text) {
    return style(Ansi::fgRed, text);
  }

  /// What went well.
  public String green(String text) {
    return style(Ansi::fgGreen, text);
  }

  /// Warnings, and what was cut short.
  public String yellow(String text) {
    return style(Ansi::fgYellow, text);
  }

  /// What goes on.
  public String cyan(String text) {
    return style(Ansi::fgCyan, text);
  }

  /// Ends all styles, in the long form: [Ansi#reset] leaves the number out.
  static String reset() {
    return "\u001b[" + Attribute.RESET.value() + "m";
  }

  private String style(UnaryOperator<Ansi> style, String text) {
    if (!enabled || text.isEmpty()) {
      return text;
    }
    var styled = new Ansi(new StringBuilder(text.length() + SEQUENCES));
    return style.apply(styled).a(text).a(reset()).toString();
  }
}
