import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Draws a terminal's screen as SVG: {@code tmux capture-pane -p -e | java Screen.java}.
 *
 * <p>Every piece of text is told how wide it is, so that columns stand below each other in whatever font a reader has.
 */
public final class Screen {
  private static final Pattern STYLE = Pattern.compile("\u001b\\[([0-9;]*)m");
  private static final Pattern WORDS = Pattern.compile("\\S+( \\S+)*");
  private static final double CELL = 8.4;
  private static final double LINE = 19;
  private static final double MARGIN = 18;
  private static final Map<Integer, String> COLOURS =
      Map.of(31, "#ff7b72", 32, "#56d364", 33, "#e3b341", 34, "#79c0ff", 35, "#d2a8ff", 36, "#56d4dd", 39, "#e6edf3");
  private static final int DEFAULT = 39;

  private final StringBuilder body = new StringBuilder();
  private int colour = DEFAULT;
  private boolean bold;
  private boolean dim;
  private int columns;

  static void main() throws Exception {
    String text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    List<String> lines = new ArrayList<>(text.lines().toList());
    // The last prompt and the empty lines below it tell nothing.
    while (!lines.isEmpty() && STYLE.matcher(lines.getLast()).replaceAll("").strip().matches("\\$?")) {
      lines.removeLast();
    }
    while (!lines.isEmpty() && lines.getFirst().isBlank()) {
      lines.removeFirst();
    }
    System.out.print(new Screen().draw(lines));
  }

  private String draw(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      line(lines.get(i), MARGIN + LINE * (i + 0.75));
    }
    double width = columns * CELL + 2 * MARGIN;
    double height = lines.size() * LINE + 2 * MARGIN;
    return format("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" viewBox=\"0 0 %1$.0f %2$.0f\" role=\"img\">%n", width, height)
        + "<title>clew records a make that fails, and shows what happened</title>\n"
        + format("<rect x=\"0.5\" y=\"0.5\" width=\"%.0f\" height=\"%.0f\" rx=\"8\" fill=\"#0d1117\" stroke=\"#57606a\"/>%n", width - 1, height - 1)
        + "<g font-family=\"ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace\" font-size=\"14\">\n"
        + body
        + "</g>\n</svg>\n";
  }

  private void line(String line, double y) {
    Matcher style = STYLE.matcher(line);
    int from = 0;
    int column = 0;
    while (style.find()) {
      column = text(line.substring(from, style.start()), column, y);
      for (String code : style.group(1).split(";")) {
        set(code.isEmpty() ? 0 : Integer.parseInt(code));
      }
      from = style.end();
    }
    text(line.substring(from), column, y);
  }

  private void set(int code) {
    switch (code) {
      case 0 -> {
        colour = DEFAULT;
        bold = false;
        dim = false;
      }
      case 1 -> bold = true;
      case 2 -> dim = true;
      case 49 -> {} // no background
      case 22 -> {
        bold = false;
        dim = false;
      }
      default -> {
        if (!COLOURS.containsKey(code)) {
          throw new IllegalArgumentException("no colour for " + code);
        }
        colour = code;
      }
    }
  }

  /** Draws words, and returns the column behind them. Viewers do not agree on what several blanks are. */
  private int text(String text, int column, double y) {
    Matcher words = WORDS.matcher(text);
    while (words.find()) {
      int begin = column + text.codePointCount(0, words.start());
      int width = words.group().codePointCount(0, words.group().length());
      columns = Math.max(columns, begin + width);
      body.append(
          format(
              "<text x=\"%.1f\" y=\"%.1f\" textLength=\"%.1f\" fill=\"%s\"%s%s>%s</text>%n",
              MARGIN + begin * CELL,
              y,
              width * CELL,
              COLOURS.get(colour),
              bold ? " font-weight=\"bold\"" : "",
              dim ? " opacity=\"0.65\"" : "",
              words.group().replace("&", "&amp;").replace("<", "&lt;")));
    }
    return column + text.codePointCount(0, text.length());
  }

  private static String format(String template, Object... values) {
    return String.format(Locale.ROOT, template, values);
  }
}
