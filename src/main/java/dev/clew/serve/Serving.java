package dev.clew.serve;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.store.CommitTimer;
import dev.clew.store.Store;
import dev.clew.store.StoreSettings;
import dev.clew.transfer.Import;
import io.quarkus.runtime.Quarkus;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;

/// Runs the daemon in a Quarkus application, of which a process has one.
public final class Serving {
  /// What the daemon is made from.
  ///
  /// @param commits is told of the store's commits, as soon as there is somebody to tell
  record Parts(DaemonConfig launch, Store store, AtomicReference<CommitTimer> commits) {}

  /// Quarkus makes the application object by itself: this is how its parts reach it.
  static final AtomicReference<Parts> PARTS = new AtomicReference<>();

  /// Why the daemon could not start.
  static final AtomicReference<ClewError> FAILURE = new AtomicReference<>();

  private Serving() {}

  /// Serves until the process is told to end.
  ///
  /// @return the exit code
  /// @throws ClewError when it cannot start
  public static int run(DaemonConfig launch) {
    DaemonHeap.check(launch.environment());
    int[] exit = {0};
    AtomicReference<CommitTimer> commits = new AtomicReference<>(_ -> {});
    StoreSettings settings = StoreSettings.of(launch.serve());
    try (Store store =
        Store.open(settings, Clock.systemUTC(), nanos -> commits.get().committed(nanos))) {
      if (!launch.imports().isEmpty()) {
        launch.console().imported(Import.into(launch.imports(), new StoreImport(store)));
      }
      PARTS.set(new Parts(launch, store, commits));
      System.setProperty("quarkus.otel.sdk.disabled", Boolean.toString(!launch.exportsSpans()));
      Quarkus.run(
          Daemon.class,
          (code, cause) -> {
            exit[0] = code;
            if (cause != null && FAILURE.get() == null) {
              FAILURE.set(new ClewError(ErrorCode.E099, cause.toString(), cause));
            }
          });
    }
    ClewError failure = FAILURE.get();
    if (failure != null) {
      throw failure;
    }
    return exit[0];
  }
}
