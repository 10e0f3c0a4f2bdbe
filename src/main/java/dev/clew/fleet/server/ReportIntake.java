package dev.clew.fleet.server;

import dev.clew.error.ClewError;
import dev.clew.fleet.FleetJson;
import dev.clew.fleet.bus.Bus;
import dev.clew.fleet.bus.BusMessage;
import dev.clew.fleet.bus.FleetStream;
import dev.clew.fleet.bus.WorkQueue;
import dev.clew.fleet.job.Report;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/// Takes what agents report, each report on one of the servers.
final class ReportIntake implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger("dev.clew.fleet");
  private static final long PAUSE_MILLIS = 1000;

  private final Bus bus;
  private final Consumer<Report> to;
  private final Thread thread =
      Thread.ofPlatform().daemon().name("clew-fleet-reports").unstarted(this::work);
  private volatile boolean closing;

  ReportIntake(Bus bus, Consumer<Report> to) {
    this.bus = bus;
    this.to = to;
  }

  void start() {
    thread.start();
  }

  private void work() {
    WorkQueue queue = bus.queue(FleetStream.EVENTS, "control", FleetStream.EVENTS.below());
    while (!closing) {
      try {
        queue.take(this::take);
      } catch (ClewError e) {
        LOG.debugf("reports wait: %s", e.detail());
        pause();
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  private boolean take(BusMessage message) {
    try {
      to.accept(FleetJson.read(message.body(), Report.class));
    } catch (UncheckedIOException malformed) {
      LOG.warnf("a report is not understood: %s", malformed.getMessage());
    }
    return true;
  }

  private void pause() {
    if (!closing) {
      try {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join(PAUSE_MILLIS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
