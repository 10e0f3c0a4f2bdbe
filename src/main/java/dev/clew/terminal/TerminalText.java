package dev.clew.terminal;

import java.util.Locale;
import java.util.stream.Collectors;

/// Makes text of foreign origin fit for a terminal: what would move the cursor, change the
/// terminal's state or reorder the line is shown as a sign instead of being sent.
public final class TerminalText {
  private static final int TAB = 8;
  private static final char ESCAPE = '\u001b';

  private TerminalText() {}

  /// The text on one line, with tabs as blanks. C0 controls become their pictures (`␛`), other
  /// controls, format characters and lone surrogates their `\\u` notation.
  ///
  /// @param keepColour whether colour sequences (SGR) stay, closed by a reset; else they are
  ///   dropped
  public static String safe(String text, boolean keepColour) {
    if (isPlain(text)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    boolean coloured = false;
    int column = 0;
    int i = 0;
    while (i < text.length()) {
      int colourEnd = colourEnd(text, i);
      if (colourEnd > i) {
        if (keepColour) {
          out.append(text, i, colourEnd);
          coloured = true;
        }
        i = colourEnd;
        continue;
      }
      int point = text.codePointAt(i);
      column += show(point, column, out);
      i += Character.charCount(point);
    }
    return coloured ? out.append(Palette.reset()).toString() : out.toString();
  }

  /// As [#safe], with all colour dropped.
  public static String plain(String text) {
    return safe(text, false);
  }

  /// Several lines, each as [#plain] makes it, the ones after the first indented. A name without
  /// control sequences; `-` where there is none.
  public static String named(String name) {
    return name.isBlank() ? "-" : plain(name);
  }

  public static String block(String text, String indent) {
    return text.lines().map(TerminalText::plain).collect(Collectors.joining("\n" + indent));
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c > 0x7e) {
        return false;
      }
    }
    return true;
  }

  /// The end of the SGR sequence that starts at an index, or the index itself.
  private static int colourEnd(String text, int start) {
    if (text.charAt(start) != ESCAPE
        || start + 1 >= text.length()
        || text.charAt(start + 1) != '[') {
      return start;
    }
    int i = start + 2;
    while (i < text.length() && "0123456789;:".indexOf(text.charAt(i)) >= 0) {
      i++;
    }
    return i < text.length() && text.charAt(i) == 'm' ? i + 1 : start;
  }

  /// @return how many columns it took
  private static int show(int point, int column, StringBuilder out) {
    int before = out.length();
    if (point == '\t') {
      out.append(" ".repeat(TAB - column % TAB));
    } else if (isHidden(point)) {
      out.append(sign(point));
    } else {
      out.appendCodePoint(point);
      return DisplayWidth.of(point);
    }
    return out.length() - before;
  }

  /// What stands for a character that is not seen.
  static String sign(int point) {
    if (point < 0x20) {
      return Character.toString(0x2400 + point);
    }
    if (point == 0x7f) {
      return "\u2421";
    }
    return isHidden(point)
        ? String.format(Locale.ROOT, point > 0xffff ? "\\u{%x}" : "\\u%04x", point)
        : Character.toString(point);
  }

  /// Whether a code point steers the terminal or the order of the text. Joiners do neither, and
  /// emoji need them.
  public static boolean isHidden(int point) {
    if (point == 0x200c || point == 0x200d) {
      return false;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
