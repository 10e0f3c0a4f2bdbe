package dev.clew.cli.workflow;

import dev.clew.cli.frame.RecordingFactory;
import picocli.CommandLine.Command;

/// `clew permissions`: without a subcommand it lists them.
@Command(
    name = "permissions",
    description = "List and revoke what you have answered for good when an agent asked.",
    synopsisSubcommandLabel = "[COMMAND]",
    footer = {"  clew permissions", "  clew permissions revoke 3f9a1c04be77"})
public final class PermissionsCommand implements Runnable {
  private final RecordingFactory sessions;

  public PermissionsCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run() {
    new PermissionsPrinter(sessions).list();
  }
}
