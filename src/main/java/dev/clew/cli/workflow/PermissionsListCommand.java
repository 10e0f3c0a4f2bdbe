package dev.clew.cli.workflow;

import dev.clew.cli.frame.RecordingFactory;
import picocli.CommandLine.Command;

/// Lists what was decided for good.
@Command(
    name = "list",
    description = "List the decisions that hold until they are revoked, the newest first.",
    footer = {"  clew permissions list", "  clew permissions list -o json | jq -r '.[].id'"})
public final class PermissionsListCommand implements Runnable {
  private final RecordingFactory sessions;

  public PermissionsListCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run() {
    new PermissionsPrinter(sessions).list();
  }
}
