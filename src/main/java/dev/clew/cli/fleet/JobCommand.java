package dev.clew.cli.fleet;

import dev.clew.cli.frame.RecordingFactory;
import dev.clew.fleet.client.FleetClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `clew job`.
@Command(
    name = "job",
    description =
        "Send commands to machines, and see what becomes of them; without a subcommand: list jobs.",
    synopsisSubcommandLabel = "[COMMAND]",
    footer = {
      "  clew job submit --target all -- uptime",
      "  clew job logs -f job_01K9Z",
      "  clew job status job_01K9Z"
    })
public final class JobCommand implements Runnable {
  private final RecordingFactory sessions;

  @Mixin FleetOptions fleet = new FleetOptions();

  public JobCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run() {
    try (FleetClient client = fleet.client(sessions)) {
      new FleetTables(sessions).jobs(client.jobs());
    }
  }
}
