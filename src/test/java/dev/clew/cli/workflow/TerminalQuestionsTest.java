package dev.clew.cli.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.agent.Asker.Answer;
import dev.clew.agent.Asker.Question;
import dev.clew.agent.ToolUse;
import dev.clew.cli.Invocation;
import dev.clew.model.Cancellation;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class TerminalQuestionsTest {
  @TempDir Path home;

  private final PipedOutputStream keys = new PipedOutputStream();
  private Invocation screen;
  private TerminalQuestions questions;

  @BeforeEach
  void terminal() throws IOException {
    screen = new Invocation(home);
    questions = new TerminalQuestions(screen.context(), new PipedInputStream(keys), true);
  }

  private CompletableFuture<Answer> ask(String subject, Cancellation cancellation) {
    var question =
        new Question(
            "coder", new ToolUse("git", subject, true, List.of("command"), List.of(subject)));
    return CompletableFuture.supplyAsync(() -> questions.ask(question, cancellation));
  }

  private void type(String line) throws IOException {
    keys.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    keys.flush();
  }

  private void awaitOnScreen(String text) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!screen.err().contains(text)) {
      assertThat(System.nanoTime()).as(screen.err()).isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private void awaitWaiting(int count) throws InterruptedException {
    while (questions.waiting() != count) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  @Test
  void oneQuestionAfterAnotherIsAsked() throws Exception {
    CompletableFuture<Answer> push = ask("git push", new Cancellation());
    awaitOnScreen("git push");
    CompletableFuture<Answer> pull = ask("git pull", new Cancellation());
    type("y");
    assertThat(push.get().allowed()).isTrue();
    awaitOnScreen("git pull");
    type("n");

    assertThat(pull.get().allowed()).isFalse();
  }

  /// What is typed is an answer to the question that is seen.
  @Test
  void theNextQuestionIsShownWhenOneIsWithdrawn() throws Exception {
    questions.ask("deploy", "deploy?");
    awaitOnScreen("approve deploy?");
    CompletableFuture<Answer> push = ask("git push", new Cancellation());
    awaitWaiting(2);
    // It waits behind the first one.
    questions.ask("other", "other?");
    questions.withdraw("other");
    assertThat(screen.err()).doesNotContain("git push");

    questions.withdraw("deploy");

    awaitOnScreen("\ncoder wants to call git with\n  git push\nAllow it?");
    type("s");
    assertThat(push.get().allowed()).isTrue();
  }

  @Test
  void aTerminalThatHasGoneDeniesAll() throws Exception {
    CompletableFuture<Answer> push = ask("git push", new Cancellation());
    awaitOnScreen("git push");
    CompletableFuture<Answer> pull = ask("git pull", new Cancellation());
    awaitWaiting(2);
    assertThat(questions.isThere()).isTrue();

    keys.close();

    assertThat(push.get().allowed()).isFalse();
    assertThat(pull.get().allowed()).isFalse();
    assertThat(questions.isThere()).isFalse();
    assertThat(ask("git status", new Cancellation()).get().allowed()).isFalse();
  }

  @Test
  void aCancelledQuestionIsDenied() throws Exception {
    var cancellation = new Cancellation();
    CompletableFuture<Answer> push = ask("git push", cancellation);
    awaitOnScreen("git push");

    cancellation.cancel();

    assertThat(push.get().allowed()).isFalse();
    awaitWaiting(0);
  }
}
