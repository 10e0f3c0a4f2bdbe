package dev.clew.model;

import java.util.List;

/// A message of a conversation with a model.
public sealed interface Message {
  /// What the model is to be and to do.
  record SystemMessage(String text) implements Message {}

  /// What it is asked.
  record UserMessage(String text) implements Message {}

  /// What it answered.
  ///
  /// @param text may be empty where it calls tools
  record AssistantMessage(String text, List<ToolCall> toolCalls) implements Message {
    public AssistantMessage {
      toolCalls = List.copyOf(toolCalls);
    }
  }

  /// What came of a tool call.
  ///
  /// @param callId of the [ToolCall]
  /// @param tool its name
  /// @param error whether the text tells of a failure
  record ToolResultMessage(String callId, String tool, String text, boolean error)
      implements Message {}
}
