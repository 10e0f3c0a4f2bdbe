package dev.clew.store;

import dev.clew.otlp.codec.OtlpSignal;
import java.util.function.Predicate;

/// Gives a run, or the records of none, back as they came in: as export requests of at most 512
/// records and, but for the last of them, 256 KiB each, in constant memory. Visitors return false
/// to end the reading.
public final class Export {
  private final Store store;

  Export(Store store) {
    this.store = store;
  }

  /// Shows the requests of a signal. No connection is held while the visitor takes its time.
  ///
  /// @param run the store's id of the run
  public void run(long run, OtlpSignal signal, Predicate<byte[]> visitor) {
    RequestBuilder builder = new RequestBuilder();
    boolean wanted =
        switch (signal) {
          case TRACES -> spans(run, builder, visitor);
          case LOGS -> logs(run, builder, visitor);
          case METRICS -> metrics(run, builder, visitor);
        };
    if (wanted && !builder.isEmpty()) {
      finish(builder, visitor);
    }
  }

  /// Shows the requests of a signal with the records of no run, in the order in which they came in.
  public void noRun(OtlpSignal signal, Predicate<byte[]> visitor) {
    boolean[] wanted = {true};
    for (long segment : store.segments()) {
      if (!wanted[0]) {
        return;
      }
      run(
          segment,
          signal,
          request -> {
            wanted[0] = visitor.test(request);
            return wanted[0];
          });
    }
  }

  private boolean spans(long run, RequestBuilder builder, Predicate<byte[]> visitor) {
    long after = 0;
    Part<StoredSpan> part;
    do {
      part = new Part<>(span -> span.data().length);
      store.spans().ofRun(run, after, Integer.MAX_VALUE, part);
      for (StoredSpan span : part.rows()) {
        after = span.id();
        if (!add(builder, span.scope(), span.data(), visitor)) {
          return false;
        }
      }
    } while (part.isFull());
    return true;
  }

  private boolean logs(long run, RequestBuilder builder, Predicate<byte[]> visitor) {
    long time = Long.MIN_VALUE;
    long id = 0;
    Part<StoredLog> part;
    do {
      part = new Part<>(log -> log.data().length);
      store.logs().ofRun(run, time, id, Long.MAX_VALUE, Integer.MIN_VALUE, part);
      for (StoredLog log : part.rows()) {
        time = log.time();
        id = log.id();
        if (!add(builder, log.scope(), log.data(), visitor)) {
          return false;
        }
      }
    } while (part.isFull());
    return true;
  }

  private boolean metrics(long run, RequestBuilder builder, Predicate<byte[]> visitor) {
    for (StoredMetric metric : store.metrics().ofRun(run, "")) {
      long time = Long.MIN_VALUE;
      long id = 0;
      Part<StoredPoint> part;
      do {
        part = new Part<>(point -> point.data().length);
        store.metrics().points(metric.id(), run, time, id, part);
        for (StoredPoint point : part.rows()) {
          time = point.time();
          id = point.id();
          if (builder.isFull(metric.scope()) && !finish(builder, visitor)) {
            return false;
          }
          builder.add(metric, point.data());
        }
      } while (part.isFull());
    }
    return true;
  }

  private boolean add(RequestBuilder builder, long scope, byte[] data, Predicate<byte[]> visitor) {
    boolean wanted = !builder.isFull(scope) || finish(builder, visitor);
    builder.add(scope, data);
    return wanted;
  }

  private boolean finish(RequestBuilder builder, Predicate<byte[]> visitor) {
    return visitor.test(builder.finish(store.scopes().get(builder.scope())));
  }
}
