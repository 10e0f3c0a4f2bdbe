package dev.clew.cli.fleet;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.JsonOutput;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.cli.frame.RecordingFactory.Session;
import dev.clew.error.ClewError;
import dev.clew.fleet.TraceHeaders;
import dev.clew.fleet.api.JobView;
import dev.clew.fleet.api.JobsResource.JobRequest;
import dev.clew.fleet.client.FleetClient;
import dev.clew.run.Recording;
import dev.clew.run.process.Outcome;
import dev.clew.runs.remote.ServerAddress;
import dev.clew.telemetry.DeliveryOutcome;
import io.opentelemetry.api.common.Attributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Submits jobs, each as a run or as a part of the run that goes on: its span is what the machines'
/// spans continue. Records go to the server of the fleet where no endpoint is configured.
record JobSubmission(RecordingFactory sessions, FleetOptions fleet) {
  /// A job that was submitted, while its span is open.
  record Submitted(JobView job, Session session, Recording recording, FleetClient client) {
    /// Ends the recording with what came out.
    ///
    /// @param lines of output
    /// @param bytes of output
    DeliveryOutcome end(Outcome outcome, long lines, long bytes) {
      return recording.finish(
          outcome,
          new Recording.Usage(null, List.of(), lines, bytes, OptionalDouble.empty(), 0),
          session.log().clock().instant());
    }
  }

  /// Submits a job and prints its id.
  int submit(JobRequest request) {
    ServerAddress address = fleet.address(sessions);
    try (var client = new FleetClient(address)) {
      Submitted submitted = open("job.submit", "submit ", request, client, address, null);
      JobView job = submitted.job();
      DeliveryOutcome fate = submitted.end(new Outcome.Exited(0), 0, 0);
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
      ServerAddress address,
      @Nullable Duration exportTimeout) {
    CliContext context = sessions.context();
    boolean exports = sessions.read().telemetry().exports();
    Session session =
        sessions.open(
            exportTimeout, exports ? Map.of() : FleetOptions.export(client, address, context));
    List<String> words = request.command() == null ? List.of() : request.command();
    Recording recording =
        sessions
            .runner(session)
            .begin(
                span,
                prefix + String.join(" ", session.redaction().arguments(words)),
                Attributes.builder().put("clew.target", String.valueOf(request.target())).build(),
                null);
    try {
      JobView job =
          client.submit(
              inRun(request, session.telemetry().run().hex()),
              TraceHeaders.of(recording.span().getSpanContext()));
      recording.about(Attributes.builder().put("clew.job.id", job.id()).build());
      session.log().debug("fleet", "job submitted", recording.context(), "job", job.id());
      return new Submitted(job, session, recording, client);
    } catch (ClewError e) {
      var _ =
          new Submitted(NONE, session, recording, client)
              .end(new Outcome.NotStarted(e.code(), e.detail()), 0, 0);
      throw e;
    }
  }

  private static final JobView NONE =
      new JobView("", "", "", "", "", "", "", "", List.of(), "", 0, 0, false, List.of());

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
