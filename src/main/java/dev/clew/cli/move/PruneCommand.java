package dev.clew.cli.move;

import dev.clew.cli.frame.ByteSize;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.cli.frame.SourceOptions;
import dev.clew.config.RecordingSettings;
import dev.clew.config.Settings;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.runfile.RunFileRetention;
import dev.clew.runs.remote.RemoteStore;
import dev.clew.runs.remote.ServerAddress;
import dev.clew.store.Store;
import dev.clew.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

  @Mixin SourceOptions source;

  @Option(
      names = "--store",
      paramLabel = "DIR",
      arity = "0..1",
      fallbackValue = "",
      description =
          "Prune the store in this directory, which no `clew serve` may have open (without a value:"
              + " the one of the settings).")
  @Nullable String store;

  @Option(
      names = "--keep",
      paramLabel = "N",
      description = "How many runs to keep (default: 200; any number in a store).")
  @Nullable Integer keep;

  @Option(
      names = "--older-than",
      paramLabel = "AGE",
      description = "Remove runs whose last record is older (default: 30d).")
  @Nullable Duration olderThan;

  @Option(
      names = "--max-size",
      paramLabel = "SIZE",
      description =
          "Remove the oldest runs and records of a store until it is no larger (default: 20GiB).")
  @Nullable ByteSize size;

  @Option(names = "--dry-run", description = "Only say what would be removed.")
  boolean dryRun;

  public PruneCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public Integer call() {
    if (keep != null && keep < 0) {
      throw new ClewError(ErrorCode.E001, "--keep takes a number of runs, 0 or more.");
    }
    if (store != null) {
      if (source.isNamed()) {
        throw new ClewError(ErrorCode.E001, "--server and --store name two stores; give one.");
      }
      inStore(store);
      return 0;
    }
    source.address(sessions.context()).ifPresentOrElse(this::inBackend, this::inFiles);
    return 0;
  }

  private void inStore(String named) {
    StoreSettings settings = StoreSettings.of(sessions.settings().serve());
    if (!named.isEmpty()) {
      settings = settings.in(sessions.context().cwd().resolve(named).normalize());
    }
    if (!Store.isAt(settings.directory())) {
      throw new ClewError(ErrorCode.E001, settings.directory() + " holds no store.");
    }
    try (Store open = Store.open(settings, sessions.context().clock(), _ -> {})) {
      var retention = open.retention();
      var usual = retention.limits();
      var removed =
          retention.apply(
              new dev.clew.store.Retention.Limits(
                  olderThan == null ? usual.maxAge() : olderThan,
                  size == null ? usual.maxBytes() : size.bytes(),
                  keep == null ? usual.maxRuns() : keep),
              dryRun,
              () -> false);
      printer()
          .store(
              "store",
              settings.directory().toString(),
              new RemoteStore.Removed(
                  removed.runs(), removed.noRun(), removed.bytes(), removed.running()));
    }
  }

  private void inBackend(ServerAddress server) {
    Long bytes = size == null ? null : size.bytes();
    var removed =
        new RemoteStore(server).prune(new RemoteStore.Limits(olderThan, bytes, keep), dryRun);
    printer().store("server", server.toString(), removed);
  }

  private void inFiles() {
    if (size != null) {
      throw new ClewError(ErrorCode.E001, "--max-size is for stores; give --store or --server.");
    }
    Settings settings = sessions.settings();
    RecordingSettings defaults = settings.recording();
    var retention =
        new RunFileRetention(
            keep == null ? defaults.keepRuns() : keep,
            olderThan == null ? defaults.keepFor() : olderThan);
    try {
      RunFileRetention.Pruned pruned =
          retention.prune(settings.home().runFiles(), sessions.context().clock().instant(), dryRun);
      printer().files(pruned.removed().stream().map(PruneCommand::id).toList(), pruned.awaiting());
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E023, String.valueOf(e), e);
    }
  }

  private PrunePrinter printer() {
    return new PrunePrinter(sessions.context(), sessions.options().json(), dryRun);
  }

  private static String id(Path file) {
    return String.valueOf(file.getFileName()).replace(".jsonl", "");
  }
}
