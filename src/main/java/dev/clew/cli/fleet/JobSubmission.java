package dev.clew.cli.fleet;

import dev.clew.cli.frame.JsonOutput;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.error.ClewError;
import dev.clew.fleet.api.JobView;
import dev.clew.fleet.api.JobsResource.JobRequest;
import dev.clew.fleet.client.FleetClient;
import dev.clew.run.process.Outcome;
import dev.clew.telemetry.DeliveryOutcome;
import io.opentelemetry.api.common.Attributes;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Submits jobs: the span of each is what the machines' spans continue.
record JobSubmission(RecordingFactory sessions, FleetOptions fleet) {
  /// A job that was submitted, while its span is open.
  record Submitted(JobView job, FleetRecording recording, FleetClient client) {}

  /// Submits a job and prints its id.
  int submit(JobRequest request) {
    try (var client = fleet.client(sessions)) {
      Submitted submitted = open("job.submit", "submit ", request, client, null);
      JobView job = submitted.job();
      DeliveryOutcome fate = submitted.recording().end(new Outcome.Exited(0), 0, 0);
      if (sessions.options().json()) {
        JsonOutput.object(
            sessions.context().out(),
            json -> {
              json.writeStringField("job", job.id());
              json.writeStringField("run", job.runId());
              json.writeStringField("trace", job.traceId());
            });
      } else {
        sessions.context().out().print(job.id() + "\n");
      }
      return sessions.exit(fate);
    }
  }

  /// Opens a recording and submits a job in it.
  ///
  /// @param span the name of its span
  /// @param prefix of its title, before the command
  /// @throws ClewError as the server says; the recording is ended
  Submitted open(
      String span,
      String prefix,
      JobRequest request,
      FleetClient client,
      @Nullable Duration exportTimeout) {
    List<String> words = request.command() == null ? List.of() : request.command();
    Attributes target =
        Attributes.builder().put("clew.target", String.valueOf(request.target())).build();
    FleetRecording recording =
        FleetRecording.begin(sessions, client, span, prefix, words, target, exportTimeout);
    try {
      JobView job = client.submit(inRun(request, recording.run()), recording.headers());
      recording.recording().about(Attributes.builder().put("clew.job.id", job.id()).build());
      recording
          .session()
          .log()
          .debug("fleet", "job submitted", recording.recording().context(), "job", job.id());
      return new Submitted(job, recording, client);
    } catch (ClewError e) {
      recording.fail(e);
      throw e;
    }
  }

  private static JobRequest inRun(JobRequest request, String run) {
    return new JobRequest(
        request.target(),
        request.command(),
        request.environment(),
        request.directory(),
        request.timeoutMillis(),
        request.retries(),
        request.debug(),
        run);
  }
}
