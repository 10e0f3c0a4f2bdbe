package dev.clew.cli.fleet;

import dev.clew.cli.frame.RecordingFactory;
import dev.clew.fleet.api.JobView;
import dev.clew.fleet.client.FleetClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `clew job cancel`.
@Command(
    name = "cancel",
    description = "End a job on all of its machines: TERM, and KILL ten seconds later.",
    footer = {"  clew job cancel job_01K9Z"})
public final class JobCancelCommand implements Runnable {
  private final RecordingFactory sessions;

  @Mixin FleetOptions fleet = new FleetOptions();

  @Parameters(paramLabel = "JOB", description = "The job, or the start of its id.")
  String job = "";

  public JobCancelCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run() {
    try (FleetClient client = fleet.client(sessions)) {
      JobView told = client.cancel(job);
      sessions
          .context()
          .say(told.id() + (told.isOver() ? " is over: " + told.state() : " is told to end"));
    }
  }
}
