package dev.clew.cli.move;

import dev.clew.cli.frame.RecordingFactory;
import dev.clew.cli.frame.SourceOptions;
import dev.clew.config.RecordingSettings;
import dev.clew.config.Settings;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.runfile.RunFileRetention;
import dev.clew.runs.Prunable;
import dev.clew.runs.file.RunFiles;
import dev.clew.runs.remote.RemoteStore;
import dev.clew.store.Store;
import dev.clew.store.StoreSettings;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Where `clew prune` removes runs.
final class PrunePlace {
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

  /// @param kind `store`, `server` or `files`
  record Found(String kind, String name, Prunable runs) {}

  Found find(RecordingFactory sessions) {
    Clock clock = sessions.context().clock();
    if (store == null) {
      return source
          .address(sessions.context())
          .map(server -> new Found("server", server.toString(), new RemoteStore(server)))
          .orElseGet(() -> files(sessions.settings(), clock));
    }
    if (source.isNamed()) {
      throw new ClewError(ErrorCode.E001, "--server and --store name two stores; give one.");
    }
    StoreSettings usual = StoreSettings.of(sessions.settings().serve());
    StoreSettings settings =
        store.isEmpty() ? usual : usual.in(sessions.context().cwd().resolve(store).normalize());
    return new Found(
        "store",
        settings.directory().toString(),
        (limits, dryRun) -> Store.prune(settings, limits, dryRun, clock));
  }

  private static Found files(Settings settings, Clock clock) {
    RecordingSettings usual = settings.recording();
    return new Found(
        "files",
        "",
        (limits, dryRun) -> {
          if (limits.maxBytes() != null) {
            throw new ClewError(
                ErrorCode.E001, "--max-size is for stores; give --store or --server.");
          }
          var retention =
              new RunFileRetention(
                  limits.maxRuns() == null ? usual.keepRuns() : limits.maxRuns(),
                  limits.maxAge() == null ? usual.keepFor() : limits.maxAge());
          return new RunFiles(settings.home()).prune(retention, clock.instant(), dryRun);
        });
  }
}
