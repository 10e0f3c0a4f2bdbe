package dev.clew.serve;

import io.quarkus.runtime.Quarkus;
import java.util.concurrent.atomic.AtomicReference;

/// Runs the daemon in a Quarkus application, of which a process has one.
public final class Serving {
  /// Quarkus makes the application object by itself: this is how its settings reach it.
  static final AtomicReference<ServeSettings> SETTINGS = new AtomicReference<>();

  private Serving() {}

  /// Serves until the process is told to end.
  ///
  /// @return the exit code
  public static int run(ServeSettings settings) {
    SETTINGS.set(settings);
    int[] exit = {0};
    Quarkus.run(Daemon.class, (code, failure) -> exit[0] = code);
    return exit[0];
  }
}
