package dev.clew.cli.fleet;

import dev.clew.cli.frame.RecordingFactory;
import dev.clew.fleet.client.FleetClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `clew node list`.
@Command(
    name = "list",
    description = "List the machines, how they stand and what they have to do.",
    footer = {"  clew node list", "  clew node list -o json"})
public final class NodeListCommand implements Runnable {
  private final RecordingFactory sessions;

  @Mixin FleetOptions fleet = new FleetOptions();

  public NodeListCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run() {
    try (FleetClient client = fleet.client(sessions)) {
      new FleetTables(sessions).nodes(client.nodes());
    }
  }
}
