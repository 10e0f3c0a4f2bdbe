package dev.clew.workflow.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// What an attempt took of models.
///
/// @param model the one that was asked
/// @param costUsd null where it is not known
public record ModelUse(
    String model, long inputTokens, long outputTokens, @Nullable Double costUsd) {
  /// Adds it to the fields of a transition.
  ///
  /// @param used null for nothing
  static void add(@Nullable ModelUse used, ObjectNode fields) {
    if (used == null) {
      return;
    }
    fields
        .put("model", used.model())
        .put("input_tokens", used.inputTokens())
        .put("output_tokens", used.outputTokens());
    if (used.costUsd() != null) {
      fields.put("cost_usd", used.costUsd());
    }
  }
}
