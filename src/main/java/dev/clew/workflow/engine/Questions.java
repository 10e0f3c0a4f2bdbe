package dev.clew.workflow.engine;

/// Where people are asked for decisions, which they give with [WorkflowEngine#decide].
public interface Questions {
  /// Shows a question; the answer may come on any thread, or never.
  void ask(String task, String message);

  /// The question needs no answer any more.
  void withdraw(String task);
}
