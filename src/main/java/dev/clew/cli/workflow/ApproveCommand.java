package dev.clew.cli.workflow;

import dev.clew.cli.frame.RecordingFactory;
import dev.clew.workflow.execution.ExecutionFiles;
import dev.clew.workflow.execution.ExecutionHome;
import dev.clew.workflow.execution.Inbox;
import dev.clew.workflow.execution.Requests;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Decides for a node that waits.
@Command(
    name = "approve",
    description = "Decide for a node of an execution that waits for it.",
    footer = {
      "  clew approve exec_01K9Z deploy",
      "  clew approve exec_01K9Z deploy --deny --comment 'not on Fridays'"
    })
public final class ApproveCommand implements Runnable {
  private final RecordingFactory sessions;

  @Parameters(index = "0", paramLabel = "EXEC", description = "The execution.")
  String execution = "";

  @Parameters(index = "1", paramLabel = "NODE", description = "The node that waits.")
  String node = "";

  @Option(names = "--deny", description = "Deny it: the node fails.")
  boolean deny;

  @Option(names = "--comment", paramLabel = "TEXT", description = "Why; kept with the decision.")
  String comment = "";

  public ApproveCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run() {
    var context = sessions.context();
    ExecutionFiles files = new ExecutionHome(context.home().root()).find(execution);
    new Requests(files, context.clock(), RecordingFactory.random())
        .decide(new Inbox.Letter.Decision(node, !deny, Requests.user(context.env()), comment));
    String when = files.isExecuting() ? "" : "; it counts when the execution is resumed";
    context.say(node + (deny ? " is denied" : " is approved") + when);
  }
}
