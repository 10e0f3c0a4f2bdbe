package dev.clew.cli.fleet;

import dev.clew.cli.frame.RecordingFactory;
import dev.clew.fleet.client.FleetClient;
import dev.clew.terminal.TerminalText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `clew node hostname`.
@Command(
    name = "hostname",
    description = "Print the host name of a machine.",
    footer = {"  ssh $(clew node hostname web-1)"})
public final class NodeHostnameCommand implements Runnable {
  private final RecordingFactory sessions;

  @Mixin FleetOptions fleet = new FleetOptions();

  @Parameters(paramLabel = "NODE", description = "The machine's name in the fleet.")
  String node = "";

  public NodeHostnameCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run() {
    try (FleetClient client = fleet.client(sessions)) {
      sessions.context().out().print(TerminalText.plain(client.node(node).host()) + "\n");
    }
  }
}
