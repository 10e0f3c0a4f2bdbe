package dev.clew.cli.fleet;

import dev.clew.cli.frame.RecordingFactory;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.fleet.client.FleetClient;
import dev.clew.fleet.client.StackClient;
import dev.clew.fleet.v1.Change;
import dev.clew.run.process.Outcome;
import dev.clew.telemetry.DeliveryOutcome;
import io.opentelemetry.api.common.Attributes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Changes what is wanted of a stack: `cli.apply`, `cli.rollback` or `cli.delete` is the span that
/// everything continues which follows from it.
record StackChange(RecordingFactory sessions, FleetOptions fleet) {
  /// Asks the server.
  @FunctionalInterface
  interface Call {
    Change make(StackClient client, String run, Map<String, String> headers);
  }

  /// Tells what would change.
  int preview(String stack, Call call) {
    try (var client = new StackClient(fleet.address(sessions))) {
      new StackTables(sessions).preview(stack, call.make(client, "", Map.of()));
      return 0;
    }
  }

  /// Makes a change and tells what it was.
  ///
  /// @param verb apply, rollback, or delete
  /// @param wait until the stack is as it is wanted; null not at all
  int make(String verb, String stack, @Nullable StackWait wait, Call call) {
    try (var http = fleet.client(sessions);
        var client = new StackClient(http.address())) {
      FleetRecording recording = begin(verb, stack, http);
      try {
        Change change = call.make(client, recording.run(), recording.headers());
        recording.recording().about(about(stack, change));
        new StackTables(sessions).change(verb, change, recording.run());
        if (wait != null) {
          wait.until(change, client, sessions);
        }
      } catch (ClewError e) {
        end(recording, e);
        throw e;
      }
      DeliveryOutcome fate = recording.end(new Outcome.Exited(0), 0, 0);
      return sessions.exit(fate);
    }
  }

  private static void end(FleetRecording recording, ClewError e) {
    if (e.code() == ErrorCode.E134) {
      var _ = recording.end(new Outcome.Failed(e.code().name(), e.detail()), 0, 0);
    } else {
      recording.fail(e);
    }
  }

  private FleetRecording begin(String verb, String stack, FleetClient http) {
    return FleetRecording.begin(
        sessions, http, "cli." + verb, verb + " ", List.of(stack), about(stack, null), null);
  }

  /// What all spans of a deployment name; of one that goes over the whole stack `*`.
  private Attributes about(String stack, @Nullable Change change) {
    var about =
        Attributes.builder()
            .put("clew.node", sessions.hostName())
            .put("clew.deployment", stack)
            .put("clew.service", "*")
            .put("clew.replica_id", "*");
    if (change != null) {
      about
          .put("clew.cluster_id", change.getCluster())
          .put("clew.identity", change.getIdentity())
          .put("clew.version", change.getVersion());
    }
    return about.build();
  }
}
