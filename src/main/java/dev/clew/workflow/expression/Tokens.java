package dev.clew.workflow.expression;

import java.util.ArrayList;
import java.util.List;

/// Cuts an expression into words. A dash between letters or digits belongs to a name: `a-b` is one
/// name, `a - b` a difference.
final class Tokens {
  private static final List<String> OPERATORS =
      List.of(
          "==", "!=", "<=", ">=", "&&", "||", "<", ">", "!", "+", "-", "*", "/", "(", ")", "[", "]",
          ",", ".");

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Tokens(String text) {
    this.text = text;
  }

  /// @throws ExpressionException for a character that belongs to no word, or a text without an end
  static List<Token> of(String text) {
    var cut = new Tokens(text);
    cut.all();
    return cut.tokens;
  }

  private void all() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (isNameStart(c)) {
        name();
      } else if (isDigit(c)) {
        number();
      } else if (c == '\'' || c == '"') {
        quoted(c);
      } else {
        operator();
      }
    }
    tokens.add(new Token(TokenType.END, "", text.length()));
  }

  private void name() {
    int start = at;
    while (at < text.length() && isNamePart(at)) {
      at++;
    }
    add(TokenType.NAME, start);
  }

  private void number() {
    int start = at;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    boolean fraction =
        at + 1 < text.length() && text.charAt(at) == '.' && isDigit(text.charAt(at + 1));
    if (fraction) {
      at++;
      while (at < text.length() && isDigit(text.charAt(at))) {
        at++;
      }
    }
    add(TokenType.NUMBER, start);
  }

  private void quoted(char quote) {
    int start = at++;
    var content = new StringBuilder();
    while (at < text.length() && text.charAt(at) != quote) {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
        content.append(escaped(text.charAt(at)));
      } else {
        content.append(text.charAt(at));
      }
      at++;
    }
    if (at >= text.length()) {
      throw new ExpressionException(start, "a text has no closing " + quote);
    }
    at++;
    tokens.add(new Token(TokenType.TEXT, content.toString(), start));
  }

  private static char escaped(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      default -> c;
    };
  }

  private void operator() {
    for (String operator : OPERATORS) {
      if (text.startsWith(operator, at)) {
        at += operator.length();
        tokens.add(new Token(TokenType.OPERATOR, operator, at - operator.length()));
        return;
      }
    }
    throw new ExpressionException(at, "\"" + text.charAt(at) + "\" is not expected here");
  }

  private void add(TokenType type, int start) {
    tokens.add(new Token(type, text.substring(start, at), start));
  }

  private boolean isNamePart(int index) {
    char c = text.charAt(index);
    return isNameStart(c)
        || isDigit(c)
        || (c == '-' && index + 1 < text.length() && isWord(text.charAt(index + 1)));
  }

  private static boolean isWord(char c) {
    return isNameStart(c) || isDigit(c);
  }

  private static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
