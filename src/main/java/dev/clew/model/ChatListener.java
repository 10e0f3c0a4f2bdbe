package dev.clew.model;

import java.time.Duration;

/// Hears of an answer while it comes, on the thread that asked.
public interface ChatListener {
  /// Hears nothing.
  ChatListener NONE = new ChatListener() {};

  /// A further piece of the text.
  default void onText(String piece) {}

  /// The request is made again.
  ///
  /// @param attempt the one that failed, from 1 on
  /// @param reason without content
  default void onRetry(int attempt, String reason, Duration wait) {}
}
