package dev.clew.cli.workflow;

import dev.clew.cli.frame.JsonOutput;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.error.ErrorCode;
import dev.clew.terminal.TerminalText;
import dev.clew.toml.Problem;
import dev.clew.workflow.definition.WorkflowFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Checks a workflow.
@Command(
    name = "check",
    description = {
      "Check a workflow without executing it: unknown keys and references, circles, unused inputs.",
      "Each mistake is a line FILE:LINE:COLUMN: TEXT, as compilers have it."
    },
    footer = {"  clew workflow check ci.toml", "  clew workflow check ci.toml -o json"})
public final class WorkflowCheckCommand implements Callable<Integer> {
  private final RecordingFactory sessions;

  @Parameters(paramLabel = "FILE", description = "The workflow.")
  Path file = Path.of("");

  public WorkflowCheckCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public Integer call() {
    var context = sessions.context();
    var checked = WorkflowFile.check(context.cwd().resolve(file));
    if (sessions.options().json()) {
      JsonOutput.objects(
          context.out(),
          checked.problems(),
          (json, problem) -> {
            json.writeStringField("file", file.toString());
            json.writeNumberField("line", problem.place().line());
            json.writeNumberField("column", problem.place().column());
            json.writeStringField("severity", problem.fatal() ? "error" : "warning");
            json.writeStringField("message", problem.text());
          });
    } else {
      for (Problem problem : checked.problems()) {
        context.out().println(TerminalText.plain(problem.in(file.toString())));
      }
      if (checked.isSound()) {
        context.say(checked.workflow().nodes().size() + " nodes, sound");
      }
    }
    return checked.isSound() ? 0 : ErrorCode.E100.exitCode();
  }
}
