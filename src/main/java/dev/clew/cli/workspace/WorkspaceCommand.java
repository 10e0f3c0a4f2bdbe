package dev.clew.cli.workspace;

import dev.clew.cli.frame.RecordingFactory;
import picocli.CommandLine.Command;

/// `clew workspace`: without a subcommand it lists them.
@Command(
    name = "workspace",
    description = "List, show, create, change and delete workspaces: what to launch, by name.",
    synopsisSubcommandLabel = "[COMMAND]",
    footer = {
      "  clew workspace create api --directory ~/src/api --env STAGE=dev -- make serve",
      "  clew workspace",
      "  clew run --workspace api"
    })
public final class WorkspaceCommand implements Runnable {
  private final RecordingFactory sessions;

  public WorkspaceCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run() {
    new WorkspacePrinter(sessions).list(Workspaces.catalog(sessions));
  }
}
