package dev.clew.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a model answered.
///
/// @param usage null where the provider did not say
/// @param model the one that answered, which may be a dated version of the one that was asked; the
///   latter where the provider did not say
/// @param id of the answer, or null
/// @param attempts requests that it took
public record ChatAnswer(
    Message.AssistantMessage message,
    @Nullable TokenUsage usage,
    String model,
    @Nullable String id,
    Finish finish,
    int attempts) {
  public String text() {
    return message.text();
  }

  /// Why the answer ends.
  public enum Finish {
    STOP,
    LENGTH,
    TOOL_CALL,
    CONTENT_FILTER,
    OTHER;

    /// As the semantic conventions have it.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
