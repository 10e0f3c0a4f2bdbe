package dev.clew.telemetry.delivery;

import dev.clew.config.OtlpTarget;
import dev.clew.config.TelemetrySettings;
import dev.clew.otlp.client.Backoff;
import dev.clew.otlp.client.OtlpClient;
import dev.clew.otlp.client.Transport;
import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.runfile.DeliveryCheckpoint;
import dev.clew.runfile.RunFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/// The lanes of the signals that are exported, and their connections.
final class SignalExporters {
  private final List<SignalExporter> lanes = new ArrayList<>();
  private final List<OkHttpClient> clients = new ArrayList<>();
  private final LongAdder heard = new LongAdder();

  /// @param mark what has been delivered already
  /// @throws dev.clew.error.ClewError E012 when a certificate or key cannot be used
  SignalExporters(
      RunFile file, TelemetrySettings settings, DeliveryCheckpoint mark, RandomGenerator random) {
    Transport.silence();
    add(OtlpSignal.LOGS, settings.logs(), settings.logBatch().size(), file, mark, random);
    add(OtlpSignal.TRACES, settings.traces(), settings.spanBatch().size(), file, mark, random);
    add(OtlpSignal.METRICS, settings.metrics(), Integer.MAX_VALUE, file, mark, random);
  }

  private void add(
      OtlpSignal signal,
      @Nullable OtlpTarget target,
      int maxRecords,
      RunFile file,
      DeliveryCheckpoint mark,
      RandomGenerator random) {
    if (target == null) {
      return;
    }
    OkHttpClient client = sharedClient(target);
    var cursor =
        new SignalCursor(
            file,
            new OtlpClient(client, target, signal),
            signal,
            maxRecords,
            mark.progress(signal));
    lanes.add(new SignalExporter(cursor, new Backoff(random)));
    clients.add(client);
  }

  /// Signals with the same kind of connection share one.
  private OkHttpClient sharedClient(OtlpTarget target) {
    for (int i = 0; i < lanes.size(); i++) {
      if (Transport.isSameConnection(lanes.get(i).cursor().client().target(), target)) {
        return clients.get(i);
      }
    }
    return Transport.connect(target, heard);
  }

  /// How many bytes have come from the backend so far.
  long heard() {
    return heard.sum();
  }

  List<SignalExporter> all() {
    return lanes;
  }

  /// The least of a figure of all of them; of none, the largest number.
  long least(ToLongFunction<SignalExporter> figure) {
    return lanes.stream().mapToLong(figure).min().orElse(Long.MAX_VALUE);
  }

  /// Does something with one lane.
  @FunctionalInterface
  interface Attempt {
    void on(SignalExporter lane) throws IOException;
  }

  /// Tries those that are due.
  ///
  /// @param last whether one that waits out a back-off of its own is due once more, and they are
  ///   tried together where one connection carries several requests: that takes as long as the
  ///   slowest answer, not as all of them
  void turn(long now, boolean last, Attempt attempt) throws IOException, InterruptedException {
    List<SignalExporter> due = lanes.stream().filter(lane -> lane.isDue(now, last)).toList();
    if (last && due.size() > 1 && due.stream().allMatch(SignalExporters::isMultiplexed)) {
      together(due, attempt);
    } else {
      for (SignalExporter lane : due) {
        attempt.on(lane);
      }
    }
  }

  /// HTTP/2 carries several requests at a time.
  private static boolean isMultiplexed(SignalExporter lane) {
    return lane.cursor().client().target().protocol() == OtlpTarget.Protocol.GRPC;
  }

  private static void together(List<SignalExporter> due, Attempt attempt)
      throws IOException, InterruptedException {
    var failed = new AtomicReference<@Nullable IOException>();
    List<Thread> threads =
        due.stream()
            .map(
                lane ->
                    Thread.ofPlatform()
                        .name("clew-delivery")
                        .daemon(true)
                        .start(() -> on(lane, attempt, failed)))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }
    IOException failure = failed.get();
    if (failure != null) {
      throw failure;
    }
  }

  private static void on(
      SignalExporter lane, Attempt attempt, AtomicReference<@Nullable IOException> failed) {
    try {
      attempt.on(lane);
    } catch (IOException e) {
      failed.compareAndSet(null, e);
    }
  }

  /// Gives up what is on its way.
  void cancel() {
    clients.forEach(client -> client.dispatcher().cancelAll());
  }

  /// Closes the connections: the JVM would wait 300 ms for the thread that reads from an open one,
  /// though it is halted.
  void close() {
    clients.forEach(client -> client.connectionPool().evictAll());
  }
}
