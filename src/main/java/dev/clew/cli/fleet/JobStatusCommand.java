package dev.clew.cli.fleet;

import dev.clew.cli.frame.RecordingFactory;
import dev.clew.fleet.client.FleetClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `clew job status`.
@Command(
    name = "status",
    description = "Show a job and how it stands on each machine.",
    footer = {"  clew job status job_01K9Z"})
public final class JobStatusCommand implements Runnable {
  private final RecordingFactory sessions;

  @Mixin FleetOptions fleet = new FleetOptions();

  @Parameters(paramLabel = "JOB", description = "The job, or the start of its id.")
  String job = "";

  public JobStatusCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run() {
    try (FleetClient client = fleet.client(sessions)) {
      new FleetTables(sessions).job(client.job(job));
    }
  }
}
