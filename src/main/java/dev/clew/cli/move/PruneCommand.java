package dev.clew.cli.move;

import dev.clew.cli.frame.RecordingFactory;
import dev.clew.runs.Prunable;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Removes old runs.
@Command(
    name = "prune",
    description = {
      "Remove old runs; recording and `clew serve` do so by themselves, with the same defaults.",
      "Of a store, records of no run go as well, by when they came in.",
      "Running runs stay; runs that await delivery are kept four times as long."
    },
    footer = {
      "  clew prune --dry-run",
      "  clew prune --keep 20",
      "  clew prune --older-than 7d",
      "  clew prune --server http://build:4000 --max-size 10GiB",
      "  clew prune --store --older-than 7d"
    })
public final class PruneCommand implements Callable<Integer> {
  private final RecordingFactory sessions;

  @Mixin PrunePlace place;
  @Mixin PruneLimits limits;

  @Option(names = "--dry-run", description = "Only say what would be removed.")
  boolean dryRun;

  public PruneCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public Integer call() {
    Prunable.Limits wanted = limits.wanted();
    PrunePlace.Found found = place.find(sessions);
    new PrunePrinter(sessions.context(), sessions.options().json(), dryRun)
        .print(found.runs().prune(wanted, dryRun), found.kind(), found.name());
    return 0;
  }
}
