package dev.clew.cli.move;

import dev.clew.cli.frame.ByteSize;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.runs.Prunable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What `clew prune` leaves.
final class PruneLimits {
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

  Prunable.Limits wanted() {
    if (keep != null && keep < 0) {
      throw new ClewError(ErrorCode.E001, "--keep takes a number of runs, 0 or more.");
    }
    return new Prunable.Limits(olderThan, size == null ? null : size.bytes(), keep);
  }
}
