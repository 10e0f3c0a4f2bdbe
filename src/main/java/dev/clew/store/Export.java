package dev.clew.store;

import dev.clew.wire.Signal;
import java.util.function.Predicate;

/// Gives a run, or the records of none, back as they came in: as export requests of at most 512
/// records each, in constant memory. Visitors return false to end the reading.
public final class Export {
  private final Store store;

  Export(Store store) {
    this.store = store;
  }

  /// Shows the requests of a signal.
  ///
  /// @param run the store's id of the run
  public void run(long run, Signal signal, Predicate<byte[]> visitor) {
    RequestBuilder builder = new RequestBuilder();
    boolean[] wanted = {true};
    switch (signal) {
      case TRACES ->
          store
              .spans()
              .ofRun(
                  run,
                  0,
                  Integer.MAX_VALUE,
                  span -> wanted[0] = add(builder, span.scope(), span.data(), visitor));
      case LOGS ->
          store
              .logs()
              .ofRun(
                  run,
                  Long.MIN_VALUE,
                  0,
                  Long.MAX_VALUE,
                  Integer.MIN_VALUE,
                  log -> wanted[0] = add(builder, log.scope(), log.data(), visitor));
      case METRICS -> metrics(run, builder, visitor, wanted);
    }
    if (wanted[0] && !builder.isEmpty()) {
      finish(builder, visitor);
    }
  }

  /// Shows the requests of a signal with the records of no run, in the order in which they came in.
  public void noRun(Signal signal, Predicate<byte[]> visitor) {
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

  private void metrics(
      long run, RequestBuilder builder, Predicate<byte[]> visitor, boolean[] wanted) {
    for (StoredMetric metric : store.metrics().ofRun(run, "")) {
      if (!wanted[0]) {
        return;
      }
      store
          .metrics()
          .points(
              metric.id(),
              run,
              0,
              Integer.MAX_VALUE,
              point -> {
                wanted[0] = !builder.isFull(metric.scope()) || finish(builder, visitor);
                builder.add(metric, point.data());
                return wanted[0];
              });
    }
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
