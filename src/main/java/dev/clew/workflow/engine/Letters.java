package dev.clew.workflow.engine;

import dev.clew.error.ClewError;
import dev.clew.workflow.execution.Inbox;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/// Brings the requests of other processes to the engine, each once. For one thread.
final class Letters {
  private final Inbox inbox;
  private final Consumer<EngineMessage> mailbox;
  private final Set<Path> brought = new HashSet<>();

  Letters(Inbox inbox, Consumer<EngineMessage> mailbox) {
    this.inbox = inbox;
    this.mailbox = mailbox;
  }

  void bring() {
    try {
      for (Inbox.Waiting letter : inbox.waiting()) {
        if (brought.add(letter.file())) {
          mailbox.accept(message(letter));
        }
      }
    } catch (ClewError e) {
      mailbox.accept(new EngineMessage.Broken(e));
    }
  }

  private static EngineMessage message(Inbox.Waiting letter) {
    return switch (letter.letter()) {
      case null -> new EngineMessage.Unreadable(letter);
      case Inbox.Letter.Cancel(String by) -> new EngineMessage.Cancel("cancelled by " + by, letter);
      case Inbox.Letter.Decision decision ->
          new EngineMessage.Decided(
              decision.node(), decision.approved(), decision.by(), decision.comment(), letter);
    };
  }
}
