package dev.clew.cli.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.agent.Asker.Answer;
import dev.clew.agent.Asker.Question;
import dev.clew.agent.Asker.Scope;
import dev.clew.model.Cancellation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalAskerTest {
  private static final Question PUSH = new Question("coder", "git", "git push \u001b[2Jorigin");

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

  private TerminalAsker asker(Reader input) {
    return new TerminalAsker(new PrintStream(shown, true, StandardCharsets.UTF_8), input);
  }

  @ParameterizedTest
  @CsvSource({
    "y, true, ONCE",
    "YES, true, ONCE",
    "s, true, SESSION",
    "a, true, ALWAYS",
    "n, false, ONCE",
    "'', false, ONCE",
  })
  void anAnswerIsALetter(String typed, boolean allowed, Scope scope) {
    assertThat(asker(new StringReader(typed)).ask(PUSH, new Cancellation()))
        .isEqualTo(new Answer(allowed, scope));
  }

  @Test
  void whatIsNoAnswerIsAskedForAgain() {
    assertThat(asker(new StringReader("what\n\ny\n")).ask(PUSH, new Cancellation()).allowed())
        .isTrue();
    assertThat(shown.toString(StandardCharsets.UTF_8))
        .startsWith("coder wants to call git with\n  git push ")
        .containsSubsequence("Allow it?", "Allow it?", "Allow it?")
        .doesNotContain("\u001b");
  }

  @Test
  void aCancellationEndsTheQuestion() throws IOException {
    var typed = new PipedWriter();
    var asker = asker(new PipedReader(typed));
    var cancellation = new Cancellation();
    var asked = CompletableFuture.supplyAsync(() -> asker.ask(PUSH, cancellation));
    cancellation.cancel();
    assertThatThrownBy(asked::join).hasCauseInstanceOf(CancellationException.class);

    typed.write("y\n");
    typed.flush();
    assertThat(asker.ask(PUSH, new Cancellation()).allowed()).isTrue();
  }
}
