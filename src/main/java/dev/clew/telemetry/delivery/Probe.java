package dev.clew.telemetry.delivery;

import dev.clew.config.OtlpTarget;
import dev.clew.config.TelemetrySettings;
import dev.clew.otlp.client.ExportResult;
import dev.clew.otlp.client.OtlpClient;
import dev.clew.otlp.client.Transport;
import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.runfile.Progress;
import dev.clew.runfile.RunFile;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Sends a run file once, signal by signal, and tells what the backend answered.
public final class Probe {
  private final RunFile file;

  public Probe(RunFile file) {
    this.file = file;
  }

  /// What became of one signal.
  ///
  /// @param problem why it was not confirmed, null when it was
  /// @param roundTrip from the first byte sent to the answer, connecting included
  public record Result(
      OtlpSignal signal, OtlpTarget target, @Nullable String problem, Duration roundTrip) {}

  /// Makes what sends each signal, and sends nothing: what a run would refuse is refused.
  ///
  /// @throws dev.clew.error.ClewError E010 when an endpoint names a host that there cannot be, E012
  ///   when a certificate or key cannot be used
  public static void check(TelemetrySettings settings) {
    check(OtlpSignal.TRACES, settings.traces());
    check(OtlpSignal.LOGS, settings.logs());
    check(OtlpSignal.METRICS, settings.metrics());
  }

  private static void check(OtlpSignal signal, @Nullable OtlpTarget target) {
    if (target != null) {
      var _ = new OtlpClient(Transport.connect(target), target, signal);
    }
  }

  /// Sends every signal that has a target.
  ///
  /// @throws IOException when the file cannot be read
  /// @throws dev.clew.error.ClewError E012 when a certificate or key cannot be used
  public List<Result> send(TelemetrySettings settings) throws IOException {
    List<Result> results = new ArrayList<>();
    send(OtlpSignal.TRACES, settings.traces(), results::add);
    send(OtlpSignal.LOGS, settings.logs(), results::add);
    send(OtlpSignal.METRICS, settings.metrics(), results::add);
    return results;
  }

  private void send(OtlpSignal signal, @Nullable OtlpTarget target, Consumer<Result> results)
      throws IOException {
    if (target == null) {
      return;
    }
    var client = new OtlpClient(Transport.connect(target), target, signal);
    var cursor = new SignalCursor(file, client, signal, Integer.MAX_VALUE, Progress.NONE);
    long start = System.nanoTime();
    boolean dealtWith = cursor.deliver(() -> true);
    Duration roundTrip = Duration.ofNanos(System.nanoTime() - start);
    ExportResult problem = cursor.problem();
    boolean confirmed = dealtWith && problem == null && cursor.progress().confirmed() > 0;
    String why = problem == null ? "nothing was sent" : String.valueOf(problem.problem());
    results.accept(new Result(signal, target, confirmed ? null : why, roundTrip));
  }
}
