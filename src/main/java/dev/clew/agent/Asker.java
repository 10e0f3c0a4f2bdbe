package dev.clew.agent;

import dev.clew.model.Cancellation;

/// Who decides what rules leave open.
public interface Asker {
  /// Nobody is there: what rules do not allow is denied.
  Asker NOBODY =
      new Asker() {
        @Override
        public boolean isThere() {
          return false;
        }

        @Override
        public Answer ask(Question question, Cancellation cancellation) {
          return Answer.DENIED;
        }
      };

  /// Whether somebody can answer; without, what rules leave open is denied unasked.
  default boolean isThere() {
    return true;
  }

  /// Asks, and waits for the answer. Questions of tools that run at the same time come one after
  /// the other.
  ///
  /// @throws java.util.concurrent.CancellationException when it was cancelled meanwhile
  Answer ask(Question question, Cancellation cancellation);

  /// What is asked.
  record Question(String agent, ToolUse use) {}

  /// What was decided.
  ///
  /// @param anyArguments whether it holds whatever the tool is called with; only one that holds
  ///   always does
  record Answer(boolean allowed, Scope scope, boolean anyArguments) {
    public static final Answer DENIED = new Answer(false, Scope.ONCE);

    public Answer(boolean allowed, Scope scope) {
      this(allowed, scope, false);
    }
  }

  /// How long a decision holds.
  enum Scope {
    ONCE,
    /// For the same tool and subject, until the agent ends.
    SESSION,
    /// In this workspace, until the user revokes it.
    ALWAYS
  }
}
