package dev.clew.cli.model;

import dev.clew.agent.Asker;
import dev.clew.model.Cancellation;
import dev.clew.terminal.TerminalText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// Asks who sits at the terminal. Its input is read on a thread of its own, since a read cannot be
/// given up: a line that comes after a cancellation answers the next question.
public final class TerminalAsker implements Asker {
  /// Characters of a subject that are shown.
  private static final int LONGEST = 2000;

  private static final String CHOICES =
      "Allow it? [y] once  [s] for this session  [a] always  [n] no: ";

  private final PrintStream out;
  private final BufferedReader input;
  private @Nullable CompletableFuture<Optional<String>> line;

  /// Asks on a terminal.
  ///
  /// @param out shows the question
  /// @param input what is typed there, such as `/dev/tty`
  public TerminalAsker(PrintStream out, Reader input) {
    this.out = out;
    this.input = new BufferedReader(input);
  }

  @Override
  public synchronized Answer ask(Question question, Cancellation cancellation) {
    String subject = TerminalText.plain(question.subject());
    out.printf(
        "%s wants to call %s with%n  %s%n",
        TerminalText.plain(question.agent()),
        TerminalText.plain(question.tool()),
        subject.length() > LONGEST ? subject.substring(0, LONGEST) + "…" : subject);
    while (true) {
      out.print(CHOICES);
      out.flush();
      Optional<String> typed = typed(cancellation);
      if (typed.isEmpty()) {
        return new Answer(false, Scope.ONCE);
      }
      Answer answer = answer(typed.get().strip().toLowerCase(Locale.ROOT));
      if (answer != null) {
        return answer;
      }
    }
  }

  private static @Nullable Answer answer(String typed) {
    return switch (typed) {
      case "y", "yes" -> new Answer(true, Scope.ONCE);
      case "s" -> new Answer(true, Scope.SESSION);
      case "a" -> new Answer(true, Scope.ALWAYS);
      case "n", "no" -> new Answer(false, Scope.ONCE);
      default -> null;
    };
  }

  /// The next line; empty at the end of the input.
  private Optional<String> typed(Cancellation cancellation) {
    CompletableFuture<Optional<String>> next = line == null ? read() : line;
    line = next;
    var waiting = next.copy();
    try (var _ = cancellation.onCancel(() -> waiting.cancel(false))) {
      Optional<String> typed = waiting.get();
      line = null;
      return typed;
    } catch (ExecutionException e) {
      line = null;
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }

  private CompletableFuture<Optional<String>> read() {
    var next = new CompletableFuture<Optional<String>>();
    Thread.ofPlatform()
        .daemon()
        .name("clew-asks")
        .start(
            () -> {
              try {
                next.complete(Optional.ofNullable(input.readLine()));
              } catch (IOException e) {
                next.completeExceptionally(e);
              }
            });
    return next;
  }
}
