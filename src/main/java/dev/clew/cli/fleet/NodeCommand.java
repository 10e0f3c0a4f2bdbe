package dev.clew.cli.fleet;

import dev.clew.cli.frame.RecordingFactory;
import dev.clew.fleet.client.FleetClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `clew node`.
@Command(
    name = "node",
    description = "The machines of a fleet; without a subcommand: list them.",
    synopsisSubcommandLabel = "[COMMAND]",
    footer = {"  clew node", "  clew node show web-1", "  clew node drain web-1"})
public final class NodeCommand implements Runnable {
  private final RecordingFactory sessions;

  @Mixin FleetOptions fleet = new FleetOptions();

  public NodeCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run() {
    try (FleetClient client = fleet.client(sessions)) {
      new FleetTables(sessions).nodes(client.nodes());
    }
  }
}
