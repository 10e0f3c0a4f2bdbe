package dev.clew.cli.workflow;

import dev.clew.agent.Asker;
import dev.clew.cli.frame.CliContext;
import dev.clew.model.Cancellation;
import dev.clew.terminal.TerminalText;
import dev.clew.workflow.engine.Questions;
import dev.clew.workflow.engine.WorkflowEngine;
import dev.clew.workflow.execution.ExecutionId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Asks on the terminal, one question after another. Where there is none, approvals are asked for
/// elsewhere, and what agents ask for is denied.
final class TerminalQuestions implements Questions, Asker {
  private final CliContext context;
  private final InputStream input;
  private final boolean terminal;
  private final Deque<Open> open = new ArrayDeque<>();
  private @Nullable WorkflowEngine engine;
  private @Nullable ExecutionId id;
  private @Nullable Thread reader;
  private boolean gone;

  /// @param terminal whether somebody can answer here
  TerminalQuestions(CliContext context, InputStream input, boolean terminal) {
    this.context = context;
    this.input = input;
    this.terminal = terminal;
  }

  /// A question that is not answered yet.
  ///
  /// @param task that asks; empty for an agent
  private record Open(String task, String prompt, Consumer<String> answer) {}

  void answer(WorkflowEngine to, ExecutionId execution) {
    engine = to;
    id = execution;
  }

  @Override
  public void ask(String task, String message) {
    context.say(
        (terminal ? "answer here, or elsewhere: " : "decide by: ")
            + "clew approve "
            + id
            + " "
            + task
            + " [--deny]");
    if (terminal) {
      add(
          new Open(
              task,
              "approve " + task + "? [y/N] ",
              answer -> {
                WorkflowEngine to = engine;
                if (to != null) {
                  to.decide(task, isYes(answer), user(), "");
                }
              }));
    }
  }

  private static boolean isYes(String answer) {
    return answer.equals("y") || answer.equals("yes");
  }

  @Override
  public synchronized boolean isThere() {
    return terminal && !gone;
  }

  @Override
  public Answer ask(Question question, Cancellation cancellation) {
    var answered = new CompletableFuture<Answer>();
    var prompt = new PermissionPrompt(question);
    var asked = new Open("", prompt.text(), answer -> answered.complete(prompt.answer(answer)));
    add(asked);
    try (var _ = cancellation.onCancel(() -> answered.complete(Answer.DENIED))) {
      return answered.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Answer.DENIED;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a question cannot be answered", e);
    } finally {
      withdraw(asked);
    }
  }

  private void withdraw(Open question) {
    withdraw(question::equals);
  }

  /// Ends the line of a question that is on the screen, and shows the next one: what is typed from
  /// now on is an answer to that.
  private synchronized void withdraw(Predicate<Open> which) {
    Open shown = open.peek();
    open.removeIf(which);
    if (shown != null && !shown.equals(open.peek())) {
      context.err().println();
      if (!open.isEmpty()) {
        prompt();
      }
    }
  }

  private synchronized void add(Open question) {
    if (gone) {
      leave(question);
      return;
    }
    open.add(question);
    if (open.size() == 1) {
      prompt();
    }
    if (reader == null) {
      reader = Thread.ofPlatform().daemon(true).name("clew-questions").start(this::read);
    }
  }

  private void prompt() {
    context.err().print(TerminalText.block(open.getFirst().prompt(), ""));
    context.err().flush();
  }

  private void read() {
    try (var lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        answered(line.strip().toLowerCase(Locale.ROOT));
      }
    } catch (IOException e) {
      context.say("the terminal cannot be read: " + e.getMessage());
    }
    close();
  }

  /// The terminal has gone: what it showed is denied.
  private synchronized void close() {
    gone = true;
    Open shown = open.poll();
    if (shown != null) {
      shown.answer().accept("");
    }
    open.forEach(TerminalQuestions::leave);
    open.clear();
  }

  /// Denies what an agent asks for; an approval is decided elsewhere.
  private static void leave(Open question) {
    if (question.task().isEmpty()) {
      question.answer().accept("");
    }
  }

  private synchronized void answered(String answer) {
    Open question = open.poll();
    if (question != null) {
      question.answer().accept(answer);
    }
    if (!open.isEmpty()) {
      prompt();
    }
  }

  /// How many questions are open.
  synchronized int waiting() {
    return open.size();
  }

  private String user() {
    return context.env().getOrDefault("USER", context.env().getOrDefault("LOGNAME", "terminal"));
  }

  @Override
  public void withdraw(String task) {
    withdraw((Open each) -> each.task().equals(task));
  }
}
