package dev.clew.cli.workspace;

import dev.clew.cli.frame.RecordingFactory;
import dev.clew.config.ConfigPath;
import dev.clew.workspace.LastWorkspace;
import dev.clew.workspace.WorkspaceCatalog;
import dev.clew.workspace.WorkspaceChooser;

/// The workspaces that an invocation can see.
public final class Workspaces {
  private Workspaces() {}

  /// Those of the project and the user.
  ///
  /// @throws dev.clew.error.ClewError as [WorkspaceCatalog] says
  public static WorkspaceCatalog catalog(RecordingFactory sessions) {
    var context = sessions.context();
    var paths =
        ConfigPath.all(sessions.options().config(), context.cwd(), context.home(), context.env());
    return new WorkspaceCatalog(paths, context.home(), context.userHome());
  }

  /// What chooses among them.
  public static WorkspaceChooser chooser(RecordingFactory sessions) {
    return new WorkspaceChooser(
        catalog(sessions), new LastWorkspace(sessions.context().home()).name());
  }
}
