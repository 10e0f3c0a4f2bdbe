package dev.clew.agent;

import dev.clew.model.TokenUsage;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How an agent ended.
///
/// @param text its last words
/// @param costUsd null where the model has no price, or tokens were not counted
public record AgentResult(
    String text, int turns, TokenUsage usage, @Nullable Double costUsd, End end) {
  /// Why it ended.
  public enum End {
    /// It has no more to do.
    DONE,
    /// Its last answer is longer than one may be.
    LENGTH,
    TURNS,
    TOKENS,
    COST,
    TIME,
    CANCELLED;

    /// As outputs have it.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
