package dev.clew.cli.workflow;

import dev.clew.cli.frame.RecordingFactory;
import picocli.CommandLine.Command;

/// Lists executions.
@Command(
    name = "list",
    description = "List the executions of workflows, the newest first.",
    footer = {"  clew workflow list", "  clew workflow list -o json | jq -r '.[].execution'"})
public final class WorkflowListCommand implements Runnable {
  private final RecordingFactory sessions;

  public WorkflowListCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run() {
    new ExecutionsPrinter(sessions).list();
  }
}
