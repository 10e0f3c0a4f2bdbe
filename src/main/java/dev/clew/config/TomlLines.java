package dev.clew.config;

import java.util.HashMap;
import java.util.Map;

/// Finds the line on which each key of a TOML text stands, which Jackson's parser does not tell.
/// Reads only text that has been parsed already, so it does not check the syntax.
final class TomlLines {
  private static final String BARE_END = ".=]}, \t\r\n#";
  private static final String VALUE_END = ",]}\r\n#";

  private final String text;
  private final Map<String, Integer> lines = new HashMap<>();
  private int at;
  private int line = 1;

  private TomlLines(String text) {
    this.text = text;
  }

  /// Lines, counted from 1, by dotted key; tables are keys too.
  static Map<String, Integer> of(String text) {
    TomlLines scan = new TomlLines(text);
    scan.document();
    return scan.lines;
  }

  /// A path of names as it is written in TOML: names other than bare ones in quotes.
  static String dotted(String table, String name) {
    boolean bare = !name.isEmpty() && name.chars().allMatch(TomlLines::isBare);
    String written = bare ? name : SettingValue.quoted(name);
    return table.isEmpty() ? written : table + "." + written;
  }

  private static boolean isBare(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }

  private void document() {
    String table = "";
    while (skipBlank()) {
      if (text.charAt(at) == '[') {
        while (at < text.length() && text.charAt(at) == '[') {
          at++;
        }
        table = path("");
        while (at < text.length() && text.charAt(at) == ']') {
          at++;
        }
      } else {
        keyAndValue(table);
      }
    }
  }

  private void keyAndValue(String table) {
    int start = at;
    String key = path(table);
    if (at < text.length() && text.charAt(at) == '=') {
      at++;
      value(key);
    }
    if (at == start) {
      at++;
    }
  }

  /// Reads a dotted path, noting the line of each of its prefixes that is new.
  private String path(String table) {
    String path = table;
    while (at < text.length()) {
      skipSpaces();
      path = dotted(path, name());
      lines.putIfAbsent(path, line);
      skipSpaces();
      if (at >= text.length() || text.charAt(at) != '.') {
        break;
      }
      at++;
    }
    return path;
  }

  private String name() {
    if (at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'')) {
      int start = at + 1;
      string();
      return text.substring(start, Math.max(start, at - 1));
    }
    int start = at;
    while (at < text.length() && BARE_END.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at);
  }

  private void value(String key) {
    skipSpaces();
    if (at >= text.length()) {
      return;
    }
    switch (text.charAt(at)) {
      case '"', '\'' -> string();
      case '{' -> items('}', key);
      case '[' -> items(']', key);
      default -> {
        while (at < text.length() && VALUE_END.indexOf(text.charAt(at)) < 0) {
          at++;
        }
      }
    }
  }

  /// Reads an inline table or an array, up to its closing bracket.
  private void items(char close, String key) {
    at++;
    while (skipBlank()) {
      char c = text.charAt(at);
      if (c == close) {
        at++;
        return;
      }
      if (c == ',') {
        at++;
      } else if (close == '}') {
        keyAndValue(key);
      } else {
        int start = at;
        value(key);
        if (at == start) {
          at++;
        }
      }
    }
  }

  private void string() {
    char quote = text.charAt(at);
    String triple = String.valueOf(quote).repeat(3);
    String end = text.startsWith(triple, at) ? triple : triple.substring(2);
    at += end.length();
    while (at < text.length() && !text.startsWith(end, at)) {
      if (quote == '"' && text.charAt(at) == '\\') {
        at++;
      }
      countLine();
      at++;
    }
    at = Math.min(text.length(), at + end.length());
    // A multi-line string may end in up to two quotes of its own.
    while (end.length() == 3 && at < text.length() && text.charAt(at) == quote) {
      at++;
    }
  }

  private void skipSpaces() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
  }

  /// Skips white space, line ends and comments; false at the end of the text.
  private boolean skipBlank() {
    while (at < text.length()) {
      if (text.charAt(at) == '#') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (text.charAt(at) <= ' ') {
        countLine();
        at++;
      } else {
        return true;
      }
    }
    return false;
  }

  private void countLine() {
    if (at < text.length() && text.charAt(at) == '\n') {
      line++;
    }
  }
}
