package dev.clew.telemetry;

import dev.clew.config.Home;
import dev.clew.error.ErrorCode;
import dev.clew.runfile.RunFile;
import dev.clew.runfile.RunId;
import dev.clew.runfile.TemporaryHome;
import dev.clew.runfile.Upkeep;
import dev.clew.telemetry.delivery.Delivery;
import dev.clew.telemetry.delivery.Delivery.Failure;
import dev.clew.telemetry.delivery.Delivery.Report;
import dev.clew.telemetry.delivery.FinalWait;
import dev.clew.telemetry.log.Log;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/// Ends a run's file: a spool that the backend has confirmed whole is removed, one that it has not
/// becomes the run file.
final class RunFinalizer implements RunWriter.Closing {
  private final Home home;
  private final SinkPlan plan;
  private final RunId run;
  private final Warnings notices;
  private final Upkeep upkeep;
  private final Clock clock;
  private final Log log;
  private final FinalWait wait;
  private final Path temporary;

  /// @param wait how long the backend is waited for
  /// @param temporary where temporary files go
  RunFinalizer(
      Home home,
      SinkPlan plan,
      RunId run,
      Upkeep upkeep,
      Clock clock,
      FinalWait wait,
      Path temporary,
      Warnings notices,
      Log log) {
    this.home = home;
    this.plan = plan;
    this.run = run;
    this.upkeep = upkeep;
    this.clock = clock;
    this.wait = wait;
    this.temporary = temporary;
    this.notices = notices;
    this.log = log;
  }

  @Override
  public boolean close(RunFile file, @Nullable Delivery delivery) throws IOException {
    Report report = delivery == null ? null : finish(delivery);
    Failure failure = report == null ? null : report.failure();
    if (report != null && failure == null && isSpool(file)) {
      file.removeIfAlone(report.size());
    } else {
      keep(file, delivery != null && isSpool(file));
    }
    if (delivery != null && failure != null) {
      delivery.saveMark();
      notices.tell(ErrorCode.E040, failure.describe() + where(file));
    }
    if (file.isOwner() && file.path().startsWith(home.runs())) {
      removeOld();
    }
    return failure == null;
  }

  /// What cannot be removed says nothing of this run.
  private void removeOld() {
    try {
      upkeep.look(clock.instant());
    } catch (IOException e) {
      log.debug("telemetry", "old runs stay", Context.root(), "reason", String.valueOf(e));
    }
  }

  /// Sees to it that a file that stays is whole, and in its place. What the disk of the home has
  /// not taken, it may take now; else the run goes to the temporary home.
  private void keep(RunFile file, boolean asRunFile) throws IOException {
    String name = run.hex() + ".jsonl";
    try {
      file.flush();
      if (asRunFile) {
        file.moveTo(home.runs().resolve(name));
      }
    } catch (IOException e) {
      Home instead = TemporaryHome.in(temporary);
      if ((file.refusal() == null && Files.exists(file.path())) || instead.equals(home)) {
        throw e;
      }
      // Only a spool awaits delivery without a mark.
      Path runs = plan instanceof SinkPlan.File ? instead.runs() : instead.spool();
      notices.tell(
          ErrorCode.E023,
          "what " + home.root() + " did not take is in " + moved(file, runs.resolve(name)));
    }
  }

  /// Where the room is not enough for all of it in one place, its end stays where it is.
  private static Path moved(RunFile file, Path target) throws IOException {
    try {
      file.moveTo(target);
      return target;
    } catch (IOException e) {
      Path end = file.overflowPath();
      if (end == null || !file.isKeptInTwo()) {
        throw e;
      }
      return end;
    }
  }

  private static String where(RunFile file) {
    String place = file.path() + (file.isKeptInTwo() ? " and " + file.overflowPath() : "");
    if (!file.isComplete()) {
      return ". What there was room for is in " + place;
    }
    return (file.isWhole() ? ". The whole run is in " : ". What it has not confirmed is in ")
        + place;
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
}
