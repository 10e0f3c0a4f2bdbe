package dev.clew.workflow.expression;

/// Kinds of words in an expression.
enum TokenType {
  NAME,
  NUMBER,
  TEXT,
  OPERATOR,
  END
}
