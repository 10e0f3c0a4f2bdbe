package dev.clew.cli.workspace;

import dev.clew.cli.frame.RecordingFactory;
import dev.clew.workspace.WorkspaceCatalog;
import dev.clew.workspace.WorkspaceLock;
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
    Path file = options.isEmpty() ? edit() : change();
    sessions.context().say(file + " is written");
  }

  private Path edit() {
    WorkspaceCatalog catalog = Workspaces.catalog(sessions);
    Path file = catalog.own(options.name);
    new Editor(sessions.context())
        .edit(file, (before, copy) -> catalog.replace(options.name, before, copy));
    return file;
  }

  private Path change() {
    try (var _ = WorkspaceLock.take(sessions.context().home())) {
      WorkspaceCatalog catalog = Workspaces.catalog(sessions);
      Path file = catalog.own(options.name);
      catalog.replace(options.over(catalog.get(options.name), sessions.context().cwd()));
      return file;
    }
  }
}
