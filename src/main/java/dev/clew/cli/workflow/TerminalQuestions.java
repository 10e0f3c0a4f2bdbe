package dev.clew.cli.workflow;

import dev.clew.cli.frame.CliContext;
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
import org.jspecify.annotations.Nullable;

/// Asks on the terminal, one question after another; where there is none, says how to answer.
final class TerminalQuestions implements Questions {
  private final CliContext context;
  private final InputStream input;
  private final boolean terminal;
  private final Deque<String> asked = new ArrayDeque<>();
  private @Nullable WorkflowEngine engine;
  private @Nullable ExecutionId id;
  private @Nullable Thread reader;

  /// @param terminal whether somebody can answer here
  TerminalQuestions(CliContext context, InputStream input, boolean terminal) {
    this.context = context;
    this.input = input;
    this.terminal = terminal;
  }

  void answer(WorkflowEngine to, ExecutionId execution) {
    engine = to;
    id = execution;
  }

  @Override
  public synchronized void ask(String task, String message) {
    asked.add(task);
    if (terminal) {
      if (asked.size() == 1) {
        prompt();
      }
      if (reader == null) {
        reader = Thread.ofPlatform().daemon(true).name("clew-questions").start(this::read);
      }
    }
    context.say(
        (terminal ? "or elsewhere: " : "") + "clew approve " + id + " " + task + " [--deny]");
  }

  private void prompt() {
    context.err().print("approve " + TerminalText.plain(asked.getFirst()) + "? [y/N] ");
    context.err().flush();
  }

  private void read() {
    try (var lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        answered(line.strip().toLowerCase(Locale.ROOT));
      }
    } catch (IOException gone) {
      context.say("the terminal cannot be read: " + gone.getMessage());
    }
  }

  private synchronized void answered(String answer) {
    String task = asked.peek();
    WorkflowEngine to = engine;
    if (task == null || to == null) {
      return;
    }
    asked.remove();
    to.decide(task, answer.equals("y") || answer.equals("yes"), user(), "");
    if (!asked.isEmpty()) {
      prompt();
    }
  }

  private String user() {
    return context.env().getOrDefault("USER", context.env().getOrDefault("LOGNAME", "terminal"));
  }

  @Override
  public synchronized void withdraw(String task) {
    asked.remove(task);
  }
}
