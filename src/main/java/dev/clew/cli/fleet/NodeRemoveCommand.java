package dev.clew.cli.fleet;

import dev.clew.cli.frame.RecordingFactory;
import dev.clew.fleet.client.FleetClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `clew node remove`.
@Command(
    name = "remove",
    description = "Forget a machine that has left or is lost, so that another can have its name.",
    footer = {"  clew node remove web-1"})
public final class NodeRemoveCommand implements Runnable {
  private final RecordingFactory sessions;

  @Mixin FleetOptions fleet = new FleetOptions();

  @Parameters(paramLabel = "NODE", description = "The machine's name in the fleet.")
  String node = "";

  public NodeRemoveCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run() {
    try (FleetClient client = fleet.client(sessions)) {
      client.remove(node);
    }
  }
}
