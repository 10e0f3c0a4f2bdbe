package dev.clew.telemetry;

import dev.clew.config.Home;
import dev.clew.config.TelemetrySettings;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.runfile.DeliveryCheckpoint;
import dev.clew.runfile.DeliveryState;
import dev.clew.runfile.RunFile;
import dev.clew.telemetry.delivery.Delivery;
import dev.clew.telemetry.delivery.Delivery.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// Sends the files of ended runs to the backend that is configured now: what no backend has
/// confirmed yet, and that once.
public final class Replay {
  private final Home home;
  private final TelemetrySettings settings;
  private final Duration patience;
  private final RandomGenerator random;

  /// Replays what lies in a home.
  ///
  /// @param patience how long a backend that asks to try again later is tried
  /// @throws ClewError E043 when no backend is configured
  public Replay(Home home, TelemetrySettings settings, Duration patience, RandomGenerator random) {
    SinkPlan.requireBackend(settings);
    this.home = home;
    this.settings = settings;
    this.patience = patience;
    this.random = random;
  }

  /// Sends a run. A spool that was left behind becomes a run file.
  ///
  /// @param again whether to send what has been confirmed before, too
  /// @return how many records were confirmed now
  /// @throws ClewError E022, E040, E044, E045
  public long send(Path path, boolean again) throws InterruptedException {
    try {
      return send(path, DeliveryState.of(path), again);
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E022, path + ": " + e, e);
    }
  }

  /// @param before the state of the file as it was left: a torn line at its end counts
  private long send(Path path, DeliveryState before, boolean again)
      throws IOException, InterruptedException {
    try (RunFile file = RunFile.open(path)) {
      if (!file.isOwner()) {
        throw new ClewError(ErrorCode.E045, path + " is locked by another process.");
      }
      if (again) {
        Files.deleteIfExists(DeliveryCheckpoint.of(path));
      } else if (before == DeliveryState.DELIVERED) {
        throw new ClewError(ErrorCode.E044, "all of " + path + " is confirmed.");
      }
      return send(file);
    }
  }

  private long send(RunFile file) throws IOException, InterruptedException {
    var delivery =
        new Delivery(
            file,
            settings,
            DeliveryCheckpoint.read(file.path()),
            random,
            failure -> {},
            (signal, records) -> {});
    long before = delivery.confirmed();
    Report report = delivery.replay(patience);
    if (file.path().startsWith(home.spool())) {
      file.moveTo(home.runs().resolve(String.valueOf(file.path().getFileName())));
    }
    if (report.failure() != null) {
      throw new ClewError(
          ErrorCode.E040,
          report.failure().describe()
              + ". "
              + (report.confirmed() - before)
              + " records were confirmed; the whole run is in "
              + file.path());
    }
    return report.confirmed() - before;
  }
}
