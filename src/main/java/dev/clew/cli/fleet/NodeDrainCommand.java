package dev.clew.cli.fleet;

import dev.clew.cli.frame.RecordingFactory;
import dev.clew.fleet.api.NodesResource.NodeView;
import dev.clew.fleet.client.FleetClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `clew node drain`.
@Command(
    name = "drain",
    description = "Have a machine end what it has and take no further jobs.",
    footer = {"  clew node drain web-1", "  clew node drain --off web-1"})
public final class NodeDrainCommand implements Runnable {
  private final RecordingFactory sessions;

  @Mixin FleetOptions fleet = new FleetOptions();

  @Parameters(paramLabel = "NODE", description = "The machine's name in the fleet.")
  String node = "";

  @Option(names = "--off", description = "Have it take jobs again.")
  boolean off;

  public NodeDrainCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run() {
    try (FleetClient client = fleet.client(sessions)) {
      NodeView now = client.drain(node, !off);
      sessions.context().say(now.name() + " is " + now.state() + ", jobs: " + now.tasks());
    }
  }
}
