package dev.clew.serve;

import dev.clew.store.Store;
import dev.clew.store.StoreSettings;
import io.quarkus.runtime.Quarkus;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;

/// Runs the daemon in a Quarkus application, of which a process has one.
public final class Serving {
  /// What the daemon is made from.
  record Parts(ServeSettings settings, Store store) {}

  /// Quarkus makes the application object by itself: this is how its parts reach it.
  static final AtomicReference<Parts> PARTS = new AtomicReference<>();

  private Serving() {}

  /// Serves until the process is told to end.
  ///
  /// @return the exit code
  public static int run(ServeSettings settings) {
    int[] exit = {0};
    try (Store store = Store.open(StoreSettings.of(settings.store()), Clock.systemUTC(), _ -> {})) {
      PARTS.set(new Parts(settings, store));
      Quarkus.run(Daemon.class, (code, failure) -> exit[0] = code);
    }
    return exit[0];
  }
}
