package dev.clew.cli.workspace;

import dev.clew.cli.frame.RecordingFactory;
import dev.clew.workspace.Workspace;
import dev.clew.workspace.WorkspaceCatalog;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Changes a workspace.
@Command(
    name = "edit",
    customSynopsis = "clew workspace edit NAME [OPTIONS] [-- CMD...]",
    description = {
      "Change a workspace: the parts that options name, or its file in an editor.",
      "The editor is $VISUAL or $EDITOR, else vi; a file with mistakes does not replace the old one."
    },
    footer = {
      "  clew workspace edit api --env STAGE=test",
      "  EDITOR=nano clew workspace edit api"
    })
public final class WorkspaceEditCommand implements Runnable {
  private final RecordingFactory sessions;

  @Mixin WorkspaceOptions options = new WorkspaceOptions();

  public WorkspaceEditCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run() {
    WorkspaceCatalog catalog = Workspaces.catalog(sessions);
    Path file = catalog.own(options.name);
    if (options.isEmpty()) {
      new Editor(sessions.context()).edit(file, copy -> catalog.replace(options.name, copy));
    } else {
      Workspace workspace = catalog.get(options.name);
      catalog.replace(options.over(workspace, sessions.context().cwd()));
    }
    sessions.context().say(file + " is written");
  }
}
