package dev.clew.cli.workspace;

import dev.clew.cli.frame.RecordingFactory;
import dev.clew.workspace.Choice.How;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Shows one workspace.
@Command(
    name = "show",
    description = {
      "Show a workspace: the named one, or the one that `clew run --workspace` would take.",
      "Secrets are left out."
    },
    footer = {"  clew workspace show api", "  clew workspace show -o json"})
public final class WorkspaceShowCommand implements Runnable {
  private final RecordingFactory sessions;

  @Parameters(arity = "0..1", paramLabel = "WORKSPACE", description = "Name of the workspace.")
  @Nullable String name;

  public WorkspaceShowCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run() {
    var chooser = Workspaces.chooser(sessions);
    var choice =
        name == null
            ? chooser.unnamed(sessions.context().cwd())
            : chooser.named(name, How.ARGUMENT);
    new WorkspacePrinter(sessions).show(choice.workspace());
  }
}
