package dev.clew.workflow.expression;

import com.fasterxml.jackson.databind.JsonNode;

/// What the names of an expression stand for.
public interface Scope {
  /// The value of a root name, or of the first name after it where the root is a table that is not
  /// read as a whole.
  ///
  /// @param reference of which at least the root and the first name are looked at
  /// @return a missing node when there is none
  Found find(Reference reference);

  /// A value, and how much of a reference it stands for.
  ///
  /// @param steps of the reference that lead to it
  record Found(JsonNode value, int steps) {}
}
