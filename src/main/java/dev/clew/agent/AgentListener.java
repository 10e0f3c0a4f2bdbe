package dev.clew.agent;

import dev.clew.model.ChatAnswer;
import dev.clew.model.ChatListener;
import dev.clew.model.ToolCall;
import java.time.Duration;

/// Hears of an agent while it works. Tools are told of on the threads that they run on.
public interface AgentListener extends ChatListener {
  /// The model is asked.
  ///
  /// @param index from 0 on
  default void onTurn(int index) {}

  default void onAnswer(ChatAnswer answer) {}

  default void onToolStarted(ToolCall call) {}

  default void onToolEnded(ToolCall call, boolean success, Duration took) {}

  /// To be kept: from here on the agent can go on after an interruption. It comes after each
  /// answer, and after the tools that the answer called.
  default void onTranscript(AgentTranscript transcript) {}
}
