package dev.clew.web;

import dev.clew.history.Origin;
import dev.clew.history.Run;
import dev.clew.history.RunAssembly;
import dev.clew.store.Store;
import dev.clew.store.StoredRun;
import java.time.Clock;
import java.time.Duration;

/// Puts a stored run together as the readers of run files do.
final class RunStory {
  /// A run that nothing comes in for in this time is not going on: what samples processes would
  /// have told something.
  static final Duration QUIET = Duration.ofSeconds(60);

  private static final int EVENTS = 20_000;
  private static final int ROOTS = 1_000;

  /// Of a run with more spans, those without a parent tell how it went.
  private static final int FEW_SPANS = 5_000;

  private final Store store;
  private final Clock clock;

  RunStory(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /// The run without its deeper spans, where it has many.
  Run outline(StoredRun stored) {
    return assemble(stored, stored.spans() <= FEW_SPANS);
  }

  /// The run with all of its spans.
  Run whole(StoredRun stored) {
    return assemble(stored, true);
  }

  private Run assemble(StoredRun stored, boolean allSpans) {
    Entries entries = new Entries(store.scopes());
    RunAssembly assembly = new RunAssembly();
    assembly.see(stored.first());
    assembly.see(stored.last());
    store.logs().events(stored.id(), EVENTS).forEach(log -> assembly.accept(entries.of(log)));
    if (allSpans) {
      store
          .spans()
          .ofRun(
              stored.id(),
              0,
              Integer.MAX_VALUE,
              span -> {
                assembly.accept(entries.of(span));
                return true;
              });
    } else {
      store.spans().roots(stored.id(), ROOTS).forEach(span -> assembly.accept(entries.of(span)));
    }
    long now = Parameters.nanos(clock.instant());
    boolean live = now - stored.seen() < QUIET.toNanos();
    return assembly.run(stored.key(), new Origin.Server(""), live, live ? now : stored.last());
  }
}
