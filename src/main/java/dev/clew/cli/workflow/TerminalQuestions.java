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
import org.jspecify.annotations.Nullable;

/// Asks on the terminal, one question after another. Where there is none, approvals are asked for
/// elsewhere, and what agents ask for is denied.
final class TerminalQuestions implements Questions, Asker {
  /// Characters of a subject that are shown.
  private static final int LONGEST = 2000;

  private static final Answer DENIED = new Answer(false, Scope.ONCE);

  private final CliContext context;
  private final InputStream input;
  private final boolean terminal;
  private final Deque<Open> open = new ArrayDeque<>();
  private @Nullable WorkflowEngine engine;
  private @Nullable ExecutionId id;
  private @Nullable Thread reader;

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
        (terminal ? "answer here, or elsewhere: " : "")
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
  public Answer ask(Question question, Cancellation cancellation) {
    if (!terminal) {
      return DENIED;
    }
    var answered = new CompletableFuture<Answer>();
    var asked = new Open("", prompt(question), answer -> answered.complete(answer(answer)));
    add(asked);
    try (var _ = cancellation.onCancel(() -> answered.complete(DENIED))) {
      return answered.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return DENIED;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a question cannot be answered", e);
    } finally {
      withdraw(asked);
    }
  }

  private static String prompt(Question question) {
    String subject = question.subject();
    return "%s wants to call %s with%n  %s%nAllow it? [y] once  [s] for this session  [N] no: "
        .formatted(
            question.agent(),
            question.tool(),
            subject.length() > LONGEST ? subject.substring(0, LONGEST) + "…" : subject);
  }

  private static Answer answer(String typed) {
    return switch (typed) {
      case "y", "yes" -> new Answer(true, Scope.ONCE);
      case "s" -> new Answer(true, Scope.SESSION);
      default -> DENIED;
    };
  }

  private synchronized void withdraw(Open question) {
    open.remove(question);
  }

  private synchronized void add(Open question) {
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
      // The terminal has gone: what is asked is denied, or decided elsewhere.
      answered("");
    } catch (IOException gone) {
      context.say("the terminal cannot be read: " + gone.getMessage());
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

  private String user() {
    return context.env().getOrDefault("USER", context.env().getOrDefault("LOGNAME", "terminal"));
  }

  @Override
  public synchronized void withdraw(String task) {
    open.removeIf(each -> each.task().equals(task));
  }
}
