package dev.clew.cli;

import dev.clew.config.RecordingSettings;
import dev.clew.config.Settings;
import dev.clew.failure.ClewError;
import dev.clew.failure.ErrorCode;
import dev.clew.telemetry.delivery.Retention;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Removes old runs.
@Command(
    name = "prune",
    mixinStandardHelpOptions = true,
    description = {
      "Remove old runs; recording does so by itself, with the same defaults.",
      "Running runs stay; runs that await delivery are kept four times as long."
    },
    footer = {"  clew prune --dry-run", "  clew prune --keep 20", "  clew prune --older-than 7d"})
public final class PruneCommand implements Callable<Integer> {
  private final Sessions sessions;

  @Option(names = "--keep", paramLabel = "N", description = "How many runs to keep (default: 200).")
  @Nullable Integer keep;

  @Option(
      names = "--older-than",
      paramLabel = "AGE",
      description = "Remove runs whose last record is older (default: 30d).")
  @Nullable Duration olderThan;

  @Option(names = "--dry-run", description = "Only say what would be removed.")
  boolean dryRun;

  PruneCommand(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public Integer call() {
    if (keep != null && keep < 0) {
      throw new ClewError(ErrorCode.E001, "--keep takes a number of runs, 0 or more.");
    }
    Settings settings = sessions.settings();
    RecordingSettings defaults = settings.recording();
    var retention =
        new Retention(
            keep == null ? defaults.keepRuns() : keep,
            olderThan == null ? defaults.keepFor() : olderThan);
    try {
      print(
          retention.prune(
              settings.home().runFiles(), sessions.context().clock().instant(), dryRun));
      return 0;
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E023, String.valueOf(e), e);
    }
  }

  private void print(Retention.Pruned pruned) {
    CliContext context = sessions.context();
    if (sessions.options().json()) {
      try (JsonOutput output = new JsonOutput(context.out())) {
        output.line(
            json -> {
              json.writeStartObject();
              json.writeBooleanField("dryRun", dryRun);
              json.writeArrayFieldStart("removed");
              for (Path file : pruned.removed()) {
                json.writeString(id(file));
              }
              json.writeEndArray();
              json.writeNumberField("awaitingDelivery", pruned.awaiting());
              json.writeEndObject();
            });
      }
      return;
    }
    pruned.removed().forEach(file -> context.out().print(id(file) + "\n"));
    context
        .err()
        .print(
            "clew: "
                + pruned.removed().size()
                + (dryRun ? " runs would be removed" : " runs removed")
                + (pruned.awaiting() == 0
                    ? "\n"
                    : ", " + pruned.awaiting() + " kept because they await delivery\n"));
  }

  private static String id(Path file) {
    return String.valueOf(file.getFileName()).replace(".jsonl", "");
  }
}
