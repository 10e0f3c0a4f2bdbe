package dev.clew.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A command as one line of text. Quotes and backslashes are a shell's; a line that needs more of a
/// shell, such as a pipe or a variable, is a command of `sh -c`.
public final class CommandText {
  private static final List<String> SHELL = List.of("sh", "-c");
  private static final String OPERATORS = "|&;<>()$`*?[\n";
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9_./:,@%+^-]+(=[A-Za-z0-9_./:,@%+=^-]*)?");

  private CommandText() {}

  /// What came of a line.
  ///
  /// @param words program and arguments, empty for an empty line
  /// @param mistake what is wrong with it, empty where nothing is
  record Parsed(List<String> words, String mistake) {}

  static Parsed parse(String line) {
    Words words = new Words(line);
    String mistake = words.read();
    if (!mistake.isEmpty()) {
      return new Parsed(List.of(), mistake);
    }
    return new Parsed(words.needsShell ? shell(line) : List.copyOf(words.all), "");
  }

  private static List<String> shell(String line) {
    List<String> words = new ArrayList<>(SHELL);
    words.add(line);
    return List.copyOf(words);
  }

  /// The line that [#parse] makes these words of.
  public static String of(List<String> words) {
    if (words.size() == 3 && words.subList(0, 2).equals(SHELL)) {
      String line = words.getLast();
      if (parse(line).words().equals(words)) {
        return line;
      }
    }
    List<String> quoted = new ArrayList<>();
    for (String word : words) {
      // A first word with an equals sign would be an assignment.
      boolean plain = PLAIN.matcher(word).matches() && !(quoted.isEmpty() && word.contains("="));
      quoted.add(plain ? word : "'" + word.replace("'", "'\\''") + "'");
    }
    return String.join(" ", quoted);
  }

  /// Cuts a line into words.
  private static final class Words {
    private final String line;
    private final List<String> all = new ArrayList<>();
    private @Nullable StringBuilder word;
    private boolean needsShell;
    private int at;

    Words(String line) {
      this.line = line;
    }

    /// @return what is wrong, empty where nothing is
    String read() {
      while (at < line.length()) {
        char next = line.charAt(at++);
        switch (next) {
          case ' ', '\t' -> end();
          case '\'' -> {
            int close = line.indexOf('\'', at);
            if (close < 0) {
              return "a quote ' is not closed";
            }
            current().append(line, at, close);
            at = close + 1;
          }
          case '"' -> {
            if (!inQuotes()) {
              return "a quote \" is not closed";
            }
          }
          case '\\' -> {
            if (at == line.length()) {
              return "nothing follows the \\ at the end";
            }
            current().append(line.charAt(at++));
          }
          default -> plain(next);
        }
      }
      end();
      return "";
    }

    private void plain(char next) {
      boolean first = word == null;
      needsShell |= OPERATORS.indexOf(next) >= 0 || (first && (next == '~' || next == '#'));
      needsShell |= all.isEmpty() && (next == '=' || (first && "!{".indexOf(next) >= 0));
      current().append(next);
    }

    /// @return whether the closing quote is there
    private boolean inQuotes() {
      StringBuilder text = current();
      while (at < line.length()) {
        char next = line.charAt(at++);
        if (next == '"') {
          return true;
        }
        needsShell |= next == '$' || next == '`';
        boolean escapes =
            next == '\\' && at < line.length() && "\"\\".indexOf(line.charAt(at)) >= 0;
        text.append(escapes ? line.charAt(at++) : next);
      }
      return false;
    }

    private StringBuilder current() {
      StringBuilder text = word == null ? new StringBuilder() : word;
      word = text;
      return text;
    }

    private void end() {
      if (word != null) {
        all.add(word.toString());
        word = null;
      }
    }
  }
}
