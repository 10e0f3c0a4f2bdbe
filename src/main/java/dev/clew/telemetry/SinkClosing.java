package dev.clew.telemetry;

import dev.clew.config.Home;
import dev.clew.failure.ErrorCode;
import dev.clew.telemetry.delivery.Delivery;
import dev.clew.telemetry.delivery.Delivery.Failure;
import dev.clew.telemetry.delivery.Delivery.Report;
import dev.clew.telemetry.delivery.Retention;
import dev.clew.telemetry.delivery.RunFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Ends a run's file: a spool that the backend has confirmed whole is removed, one that it has not
/// becomes the run file.
final class SinkClosing implements Journal.Closing {
  private final Home home;
  private final SinkPlan plan;
  private final RunId run;
  private final Notices notices;
  private final Retention retention;
  private final Clock clock;
  private final Duration wait;

  /// @param wait how long the backend is waited for
  SinkClosing(
      Home home,
      SinkPlan plan,
      RunId run,
      Retention retention,
      Clock clock,
      Duration wait,
      Notices notices) {
    this.home = home;
    this.plan = plan;
    this.run = run;
    this.retention = retention;
    this.clock = clock;
    this.wait = wait;
    this.notices = notices;
  }

  @Override
  public boolean close(RunFile file, @Nullable Delivery delivery) throws IOException {
    boolean delivered = delivery == null || deliver(file, delivery);
    if (file.isOwner() && file.path().startsWith(home.runs())) {
      retention.prune(home.runFiles(), clock.instant(), false);
    }
    return delivered;
  }

  private boolean deliver(RunFile file, Delivery delivery) throws IOException {
    Report report = finish(delivery);
    Failure failure = report.failure();
    if (failure == null) {
      if (isSpool(file)) {
        file.removeIfAlone(report.size());
      }
      return true;
    }
    if (isSpool(file)) {
      file.moveTo(home.runs().resolve(run.hex() + ".jsonl"));
    }
    tell(failure, file.path());
    return false;
  }

  private boolean isSpool(RunFile file) {
    return plan instanceof SinkPlan.Backend && file.path().startsWith(home.spool());
  }

  private Report finish(Delivery delivery) throws IOException {
    try {
      return delivery.finish(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while delivering", e);
    }
  }

  private void tell(Failure failure, Path file) {
    notices.tell(ErrorCode.E040, failure.describe() + ". The whole run is in " + file);
  }
}
