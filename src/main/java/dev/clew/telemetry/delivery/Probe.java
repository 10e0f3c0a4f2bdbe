package dev.clew.telemetry.delivery;

import dev.clew.config.OtlpTarget;
import dev.clew.config.TelemetrySettings;
import dev.clew.wire.Signal;
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
      Signal signal, OtlpTarget target, @Nullable String problem, Duration roundTrip) {}

  /// Makes what sends each signal, and sends nothing: what a run would refuse is refused.
  ///
  /// @throws dev.clew.failure.ClewError E010 when an endpoint names a host that there cannot be,
  ///   E012 when a certificate or key cannot be used
  public static void check(TelemetrySettings settings) {
    check(Signal.TRACES, settings.traces());
    check(Signal.LOGS, settings.logs());
    check(Signal.METRICS, settings.metrics());
  }

  private static void check(Signal signal, @Nullable OtlpTarget target) {
    if (target != null) {
      var _ = new OtlpClient(Transport.connect(target), target, signal);
    }
  }

  /// Sends every signal that has a target.
  ///
  /// @throws IOException when the file cannot be read
  /// @throws dev.clew.failure.ClewError E012 when a certificate or key cannot be used
  public List<Result> send(TelemetrySettings settings) throws IOException {
    List<Result> results = new ArrayList<>();
    send(Signal.TRACES, settings.traces(), results::add);
    send(Signal.LOGS, settings.logs(), results::add);
    send(Signal.METRICS, settings.metrics(), results::add);
    return results;
  }

  private void send(Signal signal, @Nullable OtlpTarget target, Consumer<Result> results)
      throws IOException {
    if (target == null) {
      return;
    }
    var client = new OtlpClient(Transport.connect(target), target, signal);
    var cursor = new SignalCursor(file, client, signal, Integer.MAX_VALUE, Progress.NONE);
    long start = System.nanoTime();
    boolean dealtWith = cursor.deliver(() -> true);
    Duration roundTrip = Duration.ofNanos(System.nanoTime() - start);
    Delivered problem = cursor.problem();
    boolean confirmed = dealtWith && problem == null && cursor.progress().confirmed() > 0;
    String why = problem == null ? "nothing was sent" : String.valueOf(problem.problem());
    results.accept(new Result(signal, target, confirmed ? null : why, roundTrip));
  }
}
