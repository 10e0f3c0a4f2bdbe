package dev.clew.cli.fleet;

import dev.clew.cli.frame.RecordingFactory;
import dev.clew.fleet.client.FleetClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `clew job list`.
@Command(
    name = "list",
    description = "List the jobs of the last seven days, the newest first.",
    footer = {"  clew job list", "  clew job list -o json"})
public final class JobListCommand implements Runnable {
  private final RecordingFactory sessions;

  @Mixin FleetOptions fleet = new FleetOptions();

  public JobListCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run() {
    try (FleetClient client = fleet.client(sessions)) {
      new FleetTables(sessions).jobs(client.jobs());
    }
  }
}
