package dev.clew.serve;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// Records of one signal on their way to the backend, in batches. A batch that the backend cannot
/// take now is sent again; the records behind it wait.
final class SelfBatches<T> {
  private final SelfQueue<T> queue;
  private final SelfSignalExporter exporter;
  private final int most;
  private final Function<List<T>, byte[]> request;
  private List<T> unsent = List.of();

  /// @param most records of a request
  /// @param request encodes records as OTLP/JSON
  SelfBatches(
      SelfQueue<T> queue,
      SelfSignalExporter exporter,
      int most,
      Function<List<T>, byte[]> request) {
    this.queue = queue;
    this.exporter = exporter;
    this.most = most;
    this.request = request;
  }

  /// Sends what waits, for as long as the backend takes it.
  void send(BooleanSupplier stopped) {
    while (exporter.isFree() && !stopped.getAsBoolean()) {
      unsent = unsent.isEmpty() ? queue.take(most) : unsent;
      if (unsent.isEmpty()) {
        return;
      }
      SelfSignalExporter.Sent sent = exporter.send(request.apply(unsent));
      if (sent.settled()) {
        queue.lost(Math.min(sent.rejected(), unsent.size()));
        unsent = List.of();
      }
    }
  }
}
