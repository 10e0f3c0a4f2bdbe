package dev.clew.serve;

import dev.clew.config.OtlpTarget;
import dev.clew.otlp.client.Backoff;
import dev.clew.otlp.client.ExportResult;
import dev.clew.otlp.client.OtlpClient;
import dev.clew.otlp.client.RequestSender;
import dev.clew.otlp.client.Transport;
import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.otlp.codec.OtlpTranscoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The way of one signal of the daemon's own to its backend. Says once that something is not taken,
/// and once that it is again.
final class SelfSignalExporter {
  private static final Logger LOG = Logger.getLogger("dev.clew." + SelfTelemetry.SUBSYSTEM);

  private final RequestSender sender;
  private final OtlpSignal signal;
  private final Backoff backoff = new Backoff(new SecureRandom());
  private long free = System.nanoTime();
  private boolean failing;

  /// @throws dev.clew.error.ClewError E010, E012 when the target cannot be used
  SelfSignalExporter(OtlpTarget target, OtlpSignal signal) {
    this.sender =
        new RequestSender(new OtlpClient(Transport.connect(target), target, signal), signal);
    this.signal = signal;
  }

  /// Whether a request may be sent now: after a failure it is not at once.
  boolean isFree() {
    return System.nanoTime() - free >= 0;
  }

  /// Sends a request and waits for the answer.
  Sent send(byte[] json) {
    RequestSender.Outcome outcome = outcome(json);
    ExportResult problem = outcome.problem();
    if (problem == null) {
      backoff.reset();
    } else {
      free = System.nanoTime() + backoff.next(advice(problem)).toNanos();
    }
    tell(problem == null ? null : problem.problem());
    return switch (outcome.failure()) {
      case null -> new Sent(true, outcome.rejected());
      case ExportResult.Refused refused when !refused.retryable() -> new Sent(true, Long.MAX_VALUE);
      default -> new Sent(false, 0);
    };
  }

  /// What became of a request.
  ///
  /// @param settled false: it may be sent again
  /// @param rejected how many of its records the backend does not take
  record Sent(boolean settled, long rejected) {}

  private static @Nullable Duration advice(ExportResult answer) {
    return answer instanceof ExportResult.Refused refused ? refused.retryAfter() : null;
  }

  private void tell(@Nullable String problem) {
    if (problem != null && !failing) {
      LOG.warnf("this server's own %s are not exported: %s", signal.label(), problem);
    } else if (problem == null && failing) {
      LOG.infof("this server's own %s are exported again", signal.label());
    }
    failing = problem != null;
  }

  /// By way of JSON, as a run's records go: the SDK's protobuf looks its encoders up by reflection.
  private RequestSender.Outcome outcome(byte[] json) {
    try {
      return sender.send(new OtlpTranscoder().request(signal, json), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
