package dev.clew.cli.workflow;

import dev.clew.cli.frame.RecordingFactory;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.workflow.execution.ExecutionFiles;
import dev.clew.workflow.execution.ExecutionHome;
import dev.clew.workflow.execution.Inbox;
import dev.clew.workflow.execution.Requests;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Ends an execution.
@Command(
    name = "cancel",
    description = {
      "End an execution that is running: its nodes get TERM, and those marked `finally` are run.",
      "A second time, those are ended, too."
    },
    footer = {"  clew cancel exec_01K9Z"})
public final class CancelCommand implements Runnable {
  private final RecordingFactory sessions;

  @Parameters(paramLabel = "EXEC", description = "The execution, or the start of its id.")
  String execution = "";

  public CancelCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run() {
    var context = sessions.context();
    ExecutionFiles files = new ExecutionHome(context.home().root()).find(execution);
    if (!files.isExecuting()) {
      throw new ClewError(
          ErrorCode.E104,
          files.id() + " is not running; it is " + files.phase(files.state()) + ".");
    }
    new Requests(files, context.clock(), RecordingFactory.random())
        .leave(new Inbox.Letter.Cancel(Requests.user(context.env())));
    context.say(files.id() + " is asked to end");
  }
}
