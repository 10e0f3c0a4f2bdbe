package dev.clew.workspace;

import dev.clew.redaction.Redaction;
import java.util.List;

/// A workspace as it is shown: without its secrets.
public final class WorkspaceText {
  private final Redaction redaction = new Redaction(List.of());

  /// The words of the command.
  public List<String> words(Workspace workspace) {
    return redaction.arguments(workspace.command());
  }

  /// The command on one line, a line for the shell as it was written; empty for none.
  public String command(Workspace workspace) {
    List<String> words = words(workspace);
    boolean line = words.size() == 3 && words.get(0).equals("sh") && words.get(1).equals("-c");
    return line ? words.get(2) : String.join(" ", words);
  }

  /// The variables, each as `NAME=VALUE`.
  public List<String> variables(Workspace workspace) {
    return workspace.environment().entrySet().stream()
        .map(each -> variable(each.getKey() + "=" + each.getValue()))
        .toList();
  }

  /// A variable; as an assignment, its name says whether the value is a secret.
  public String variable(String assignment) {
    return redaction.text(assignment);
  }
}
