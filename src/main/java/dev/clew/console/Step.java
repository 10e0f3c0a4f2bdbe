package dev.clew.console;

import java.util.List;

/// Where an input or news leads.
sealed interface Step {
  /// The screen goes on, maybe changed.
  record Stay(Screen screen, List<Request> requests) implements Step {}

  /// Another screen is opened on top.
  ///
  /// @param beneath the screen as it will be when the operator comes back
  record Open(Screen beneath, Screen screen) implements Step {}

  /// The screen before.
  record Back() implements Step {}

  static Step stay(Screen screen, Request... requests) {
    return new Stay(screen, List.of(requests));
  }
}
