package dev.clew.workflow.expression;

/// One word of an expression.
///
/// @param text a name, number or operator as written, or the content of a text in quotes
/// @param offset of its first character
record Token(TokenType type, String text, int offset) {
  boolean is(String operator) {
    return type == TokenType.OPERATOR && text.equals(operator);
  }

  /// How it is named in an error.
  String shown() {
    return type == TokenType.END ? "the end" : "\"" + text + "\"";
  }
}
