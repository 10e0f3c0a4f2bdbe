package dev.clew.model;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a model is asked.
///
/// @param tools that it may call
/// @param options how it answers
public record ChatRequest(List<Message> messages, List<ToolSpec> tools, Options options) {
  public ChatRequest {
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
  }

  /// A question without tools.
  public static ChatRequest of(@Nullable String system, String prompt, Options options) {
    Message asked = new Message.UserMessage(prompt);
    return new ChatRequest(
        system == null ? List.of(asked) : List.of(new Message.SystemMessage(system), asked),
        List.of(),
        options);
  }

  /// How a model answers.
  ///
  /// @param maxTokens the most that it may write; null for the provider's own limit, which
  ///   Anthropic's API does not have: 8192 there
  /// @param streaming whether the text comes piece by piece
  /// @param timeout of one attempt, its answer included
  public record Options(
      @Nullable Double temperature,
      @Nullable Integer maxTokens,
      boolean streaming,
      Duration timeout) {
    public static final Options DEFAULT = new Options(null, null, true, Duration.ofMinutes(10));
  }
}
