package dev.clew.cli.workspace;

import dev.clew.cli.frame.RecordingFactory;
import dev.clew.workspace.Workspace;
import dev.clew.workspace.WorkspaceLock;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Creates a workspace.
@Command(
    name = "create",
    customSynopsis = "clew workspace create NAME [OPTIONS] [-- CMD...]",
    description = "Create a workspace in a file of its own, ~/.clew/workspaces/NAME.toml.",
    footer = {
      "  clew workspace create api --directory ~/src/api --env STAGE=dev -- make serve",
      "  clew workspace create review --image debian:12 --agent reviewer -- ./review.sh"
    })
public final class WorkspaceCreateCommand implements Runnable {
  private final RecordingFactory sessions;

  @Mixin WorkspaceOptions options = new WorkspaceOptions();

  public WorkspaceCreateCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run() {
    String name = options.name;
    try (var _ = WorkspaceLock.take(sessions.context().home())) {
      var catalog = Workspaces.catalog(sessions);
      var empty =
          new Workspace(name, List.of(), null, null, Map.of(), null, null, catalog.file(name));
      var file = catalog.create(options.over(empty, sessions.context().cwd()));
      sessions.context().say(file + " is written; clew run --workspace " + name);
    }
  }
}
