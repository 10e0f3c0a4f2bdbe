package dev.clew.cli.workflow;

import dev.clew.agent.Asker.Answer;
import dev.clew.agent.Asker.Question;
import dev.clew.agent.Asker.Scope;
import dev.clew.agent.ToolUse;

/// The question whether an agent may call a tool, and what can be typed in answer to it. Only what
/// is shown as a whole can be decided for good.
record PermissionPrompt(Question question) {
  /// Characters of a subject that are shown.
  private static final int LONGEST = 2000;

  String text() {
    ToolUse use = question.use();
    String shown = isWhole() ? use.subject() : use.subject().substring(0, LONGEST) + "…";
    String always =
        "\n          [a] always"
            + (use.varies() ? "  [t] always, with any arguments" : "")
            + "  [d] never";
    return "%s wants to call %s with\n  %s\nAllow it? [y] once  [s] for this session  [N] no%s: "
        .formatted(question.agent(), use.tool(), shown, isWhole() ? always : "");
  }

  private boolean isWhole() {
    return question.use().subject().length() <= LONGEST;
  }

  Answer answer(String typed) {
    return switch (typed) {
      case "y", "yes" -> new Answer(true, Scope.ONCE);
      case "s" -> new Answer(true, Scope.SESSION);
      case "a" -> isWhole() ? new Answer(true, Scope.ALWAYS) : Answer.DENIED;
      case "t" ->
          isWhole() && question.use().varies()
              ? new Answer(true, Scope.ALWAYS, true)
              : Answer.DENIED;
      case "d" -> isWhole() ? new Answer(false, Scope.ALWAYS) : Answer.DENIED;
      default -> Answer.DENIED;
    };
  }
}
