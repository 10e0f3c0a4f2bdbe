package dev.clew.cli.fleet;

import dev.clew.cli.frame.RecordingFactory;
import dev.clew.fleet.client.FleetClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `clew token`.
@Command(
    name = "token",
    description = "Who may use a fleet; without a subcommand: list the tokens.",
    synopsisSubcommandLabel = "[COMMAND]",
    footer = {"  clew token issue ci --role operate --expires 30d", "  clew token revoke ci"})
public final class TokenCommand implements Runnable {
  private final RecordingFactory sessions;

  @Mixin FleetOptions fleet = new FleetOptions();

  public TokenCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run() {
    try (FleetClient client = fleet.client(sessions)) {
      new FleetTables(sessions).tokens(client.tokens());
    }
  }
}
