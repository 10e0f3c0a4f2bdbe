package dev.clew.cli.workflow;

import dev.clew.cli.frame.RecordingFactory;
import picocli.CommandLine.Command;

/// `clew workflow`: without a subcommand it lists executions.
@Command(
    name = "workflow",
    description = "Check and draw workflows, and list their executions.",
    synopsisSubcommandLabel = "[COMMAND]",
    footer = {
      "  clew workflow check ci.toml",
      "  clew workflow graph ci.toml --format mermaid",
      "  clew run ci.toml ref=main",
      "  clew workflow list"
    })
public final class WorkflowCommand implements Runnable {
  private final RecordingFactory sessions;

  public WorkflowCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run() {
    new ExecutionsPrinter(sessions).list();
  }
}
