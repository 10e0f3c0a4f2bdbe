package dev.clew.cli.fleet;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.cli.frame.RecordingFactory.Session;
import dev.clew.error.ClewError;
import dev.clew.fleet.TraceHeaders;
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

/// What a command asks of a fleet, as a run or as a part of the run that goes on: its span is what
/// the fleet's spans continue. Records go to the server of the fleet where no endpoint is
/// configured.
record FleetRecording(Session session, Recording recording) {
  /// Begins a recording.
  ///
  /// @param span the name of its span
  /// @param prefix of its title, before the words
  /// @param words whose secrets are left out of the title
  /// @param exportTimeout limits the wait for the backend; null leaves the settings
  static FleetRecording begin(
      RecordingFactory sessions,
      FleetClient client,
      String span,
      String prefix,
      List<String> words,
      Attributes about,
      @Nullable Duration exportTimeout) {
    CliContext context = sessions.context();
    ServerAddress address = client.address();
    boolean exports = sessions.read().telemetry().exports();
    Session session =
        sessions.open(
            exportTimeout, exports ? Map.of() : FleetOptions.export(client, address, context));
    String title = prefix + String.join(" ", session.redaction().arguments(words));
    return new FleetRecording(session, sessions.runner(session).begin(span, title, about, null));
  }

  /// The run: 32 hexadecimal digits.
  String run() {
    return session.telemetry().run().hex();
  }

  /// The headers that carry its span.
  Map<String, String> headers() {
    return TraceHeaders.of(recording.span().getSpanContext());
  }

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

  /// Ends the recording of what the fleet has refused, or could not be asked.
  void fail(ClewError e) {
    var _ = end(new Outcome.NotStarted(e.code(), e.detail()), 0, 0);
  }
}
