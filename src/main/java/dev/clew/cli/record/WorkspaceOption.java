package dev.clew.cli.record;

import dev.clew.cli.frame.OptionSpecs;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.cli.workspace.Workspaces;
import dev.clew.error.ClewError;
import dev.clew.propagation.LaunchOrigin;
import dev.clew.workspace.Choice;
import dev.clew.workspace.Choice.How;
import dev.clew.workspace.LastWorkspace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/// `--workspace`: chooses a workspace and notes that it is the last that was used.
final class WorkspaceOption {
  private final RecordingFactory sessions;
  private final OptionSpec option =
      OptionSpecs.value(
              String.class,
              "WORKSPACE",
              "Run what this workspace names; without a name the one of this directory, else the"
                  + " last.",
              "--workspace")
          .arity("0..1")
          .fallbackValue("")
          .build();

  WorkspaceOption(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  OptionSpec spec() {
    return option;
  }

  /// The workspace that is wanted, or null for none.
  @Nullable Choice choice() {
    String name = option.getValue();
    if (name == null) {
      return null;
    }
    var chooser = Workspaces.chooser(sessions);
    Choice choice =
        name.isEmpty() ? chooser.unnamed(sessions.context().cwd()) : chooser.named(name, how());
    try {
      new LastWorkspace(sessions.context().home()).note(choice.workspace());
    } catch (ClewError e) {
      sessions.failures().warn(e.code(), e.detail());
    }
    return choice;
  }

  private How how() {
    return LaunchOrigin.of(sessions.context().env()).isFromList() ? How.LIST : How.ARGUMENT;
  }
}
