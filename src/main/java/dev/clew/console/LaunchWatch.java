package dev.clew.console;

import dev.clew.console.launch.LaunchView;
import dev.clew.console.launch.Launches;
import dev.clew.error.ClewError;
import dev.clew.record.LogEntry;
import dev.clew.runs.Run;
import dev.clew.runs.RunCatalog;
import dev.clew.runs.RunNode;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Tells how a launch goes until it has ended: what its process writes, and what its run records.
final class LaunchWatch {
  private static final long PAUSE_MILLIS = 200;

  /// Reading a run takes at most one part in so many of the time.
  private static final int SHARE = 5;

  private final Launches launches;
  private final RunCatalog catalog;

  LaunchWatch(Launches launches, RunCatalog catalog) {
    this.launches = launches;
    this.catalog = catalog;
  }

  /// Tells it again and again.
  ///
  /// @param stopped whether nobody wants to know any more
  void follow(int launch, Consumer<News> told, BooleanSupplier stopped)
      throws InterruptedException {
    while (!stopped.getAsBoolean()) {
      long start = System.nanoTime();
      // Asked before the reading: what it recorded before its end is then read.
      LaunchView view = launches.view(launch);
      told.accept(progress(view));
      if (!view.isRunning()) {
        return;
      }
      long took = (System.nanoTime() - start) / 1_000_000;
      Thread.sleep(Math.max(PAUSE_MILLIS, took * SHARE));
    }
  }

  private News.Progress progress(LaunchView view) {
    try {
      Run run = catalog.find(view.run()).inspect();
      return new News.Progress(view, node(run, view), Optional.of(RunRow.of(run)), "");
    } catch (ClewError e) {
      // Its file is not there yet; what else is wrong with it does not stop the launch.
      String reason = e.code().headline() + ": " + e.detail();
      return new News.Progress(view, Optional.empty(), Optional.empty(), reason);
    }
  }

  /// The span of the launch: the one that its process has begun first.
  private static Optional<RunNode> node(Run run, LaunchView view) {
    String pid = Long.toString(view.pid());
    return run.events().stream()
        .filter(event -> event.timeNanos() >= view.startNanos())
        .filter(event -> event.eventName().endsWith(".started"))
        .filter(event -> event.source().resource().text("process.pid").equals(pid))
        .findFirst()
        .flatMap(event -> find(run.roots(), event));
  }

  private static Optional<RunNode> find(List<RunNode> nodes, LogEntry event) {
    for (RunNode node : nodes) {
      if (node.spanId().equals(event.spanId()) && node.traceId().equals(event.traceId())) {
        return Optional.of(node);
      }
      Optional<RunNode> below = find(node.children(), event);
      if (below.isPresent()) {
        return below;
      }
    }
    return Optional.empty();
  }
}
