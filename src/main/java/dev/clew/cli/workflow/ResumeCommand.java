package dev.clew.cli.workflow;

import dev.clew.cli.frame.RecordingFactory;
import dev.clew.workflow.execution.ExecutionHome;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Goes on with an execution.
@Command(
    name = "resume",
    description = {
      "Go on with an execution that was killed, failed or was cancelled.",
      "What has completed is not done again; it is the same run, and the workflow as it was."
    },
    footer = {"  clew resume exec_01K9Z", "  clew resume 01K9Z"})
public final class ResumeCommand implements Callable<Integer> {
  private final RecordingFactory sessions;

  @Parameters(paramLabel = "EXEC", description = "The execution, or the start of its id.")
  String execution = "";

  public ResumeCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public Integer call() throws InterruptedException {
    var home = new ExecutionHome(sessions.context().home().root());
    return new WorkflowRun(sessions).resume(home.find(execution));
  }
}
