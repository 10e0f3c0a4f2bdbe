package dev.clew.cli.workspace;

import dev.clew.cli.frame.RecordingFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Deletes a workspace.
@Command(
    name = "delete",
    description = "Delete a workspace's file. Its runs stay.",
    footer = {"  clew workspace delete api"})
public final class WorkspaceDeleteCommand implements Runnable {
  private final RecordingFactory sessions;

  @Parameters(paramLabel = "WORKSPACE", description = "Name of the workspace.")
  String name = "";

  public WorkspaceDeleteCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run() {
    sessions.context().say(Workspaces.catalog(sessions).delete(name) + " is removed");
  }
}
