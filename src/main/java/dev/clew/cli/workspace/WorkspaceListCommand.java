package dev.clew.cli.workspace;

import dev.clew.cli.frame.RecordingFactory;
import picocli.CommandLine.Command;

/// Lists the workspaces.
@Command(
    name = "list",
    description = "List the workspaces of the project and the user.",
    footer = {"  clew workspace list", "  clew workspace list -o json | jq -r '.[].name'"})
public final class WorkspaceListCommand implements Runnable {
  private final RecordingFactory sessions;

  public WorkspaceListCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run() {
    new WorkspacePrinter(sessions).list(Workspaces.catalog(sessions));
  }
}
