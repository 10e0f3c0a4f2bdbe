package dev.clew.cli.workflow;

import dev.clew.cli.frame.RecordingFactory;
import dev.clew.permission.RememberedPermissions;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Revokes what was decided for good.
@Command(
    name = "revoke",
    description = "Forget decisions: the next time an agent wants to call the tool, it asks again.",
    footer = {"  clew permissions revoke 3f9a1c04be77"})
public final class PermissionsRevokeCommand implements Runnable {
  private final RecordingFactory sessions;

  @Parameters(
      paramLabel = "ID",
      arity = "1..*",
      description = "Ids of decisions, or the first characters of them.")
  List<String> ids = new ArrayList<>();

  public PermissionsRevokeCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run() {
    RememberedPermissions permissions = PermissionsPrinter.remembered(sessions);
    for (String id : ids) {
      sessions.context().say("revoked " + permissions.revoke(id));
    }
  }
}
