package dev.clew.workflow.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A value that an execution is started with.
///
/// @param otherwise its value where none is given, or null when one has to be
/// @param variable of the environment that has it where none is given; null for none
public record WorkflowInput(
    String name,
    Type type,
    @Nullable JsonNode otherwise,
    String description,
    @Nullable String variable) {
  /// What an input can be.
  public enum Type {
    STRING,
    INTEGER,
    NUMBER,
    BOOLEAN,
    LIST,
    TABLE,
    /// A text that is never stored: a resumed execution takes it from its variable again.
    SECRET;

    /// As files write it.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
