package dev.clew.agent;

import dev.clew.model.Cancellation;

/// Who decides what rules leave open.
public interface Asker {
  /// Nobody is there: what rules do not allow is denied.
  Asker NOBODY = (_, _) -> new Answer(false, Scope.ONCE);

  /// Asks, and waits for the answer. Questions of tools that run at the same time come one after
  /// the other.
  ///
  /// @throws java.util.concurrent.CancellationException when it was cancelled meanwhile
  Answer ask(Question question, Cancellation cancellation);

  /// What is asked.
  ///
  /// @param subject what the tool is to be called with: a path, a command line
  record Question(String agent, String tool, String subject) {}

  /// What was decided.
  record Answer(boolean allowed, Scope scope) {}

  /// How long a decision holds.
  enum Scope {
    ONCE,
    /// For the same tool and subject, until the agent ends.
    SESSION,
    /// The same, and whoever keeps the rules keeps it.
    ALWAYS
  }
}
