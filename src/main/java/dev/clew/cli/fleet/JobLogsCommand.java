package dev.clew.cli.fleet;

import dev.clew.cli.frame.RecordingFactory;
import dev.clew.fleet.api.JobView;
import dev.clew.fleet.client.FleetClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `clew job logs`.
@Command(
    name = "logs",
    description = {
      "Print what a job prints, on all of its machines.",
      "The exit code is 0, whatever the job came to."
    },
    footer = {"  clew job logs job_01K9Z", "  clew job logs -f job_01K9Z"})
public final class JobLogsCommand implements Runnable {
  private final RecordingFactory sessions;

  @Mixin FleetOptions fleet = new FleetOptions();

  @Parameters(paramLabel = "JOB", description = "The job, or the start of its id.")
  String job = "";

  @Option(
      names = {"-f", "--follow"},
      description = "Go on until the job is over.")
  boolean follow;

  public JobLogsCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run() {
    try (FleetClient client = fleet.client(sessions)) {
      JobView about = client.job(job);
      new JobFollower(sessions, about).print(client.output(about.id(), follow));
    }
  }
}
