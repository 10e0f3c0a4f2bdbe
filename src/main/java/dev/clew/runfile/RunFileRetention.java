package dev.clew.runfile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Keeps the newest run files and removes the others. A file whose owner is alive stays; one that
/// awaits delivery stays four times as long as others, however many there are.
public final class RunFileRetention {
  /// How many times longer a run is kept while it awaits delivery.
  public static final int PATIENCE = 4;

  private static final Duration TOLERANCE = Duration.ofMinutes(1);

  private final int keep;
  private final Duration keepFor;

  /// Keeps a number of files for a time.
  ///
  /// @param keep how many files
  /// @param keepFor how long after their last record
  public RunFileRetention(int keep, Duration keepFor) {
    this.keep = keep;
    this.keepFor = keepFor;
  }

  int keep() {
    return keep;
  }

  /// What was, or with a dry run would be, removed.
  ///
  /// @param removed run files
  /// @param awaiting how many files stay only because they await delivery
  public record Pruned(List<Path> removed, int awaiting) {}

  /// Removes what is too old or too much, and the marks that go with it.
  ///
  /// @param candidates run files, those of other processes too
  /// @param dryRun true: removes nothing
  /// @throws IOException when a file cannot be read or removed
  public Pruned prune(List<Path> candidates, Instant now, boolean dryRun) throws IOException {
    return prune(candidates, now, now, dryRun);
  }

  /// The same where the clock is not trusted alone. A file of the future was written while the
  /// clock was wrong: it must not take the place of those that are.
  ///
  /// @param aged the time at which files have their age
  Pruned prune(List<Path> candidates, Instant now, Instant aged, boolean dryRun)
      throws IOException {
    List<Kept> files = new ArrayList<>();
    for (Path candidate : candidates) {
      add(files, candidate);
    }
    files.sort(
        Comparator.comparing((Kept file) -> file.written().isAfter(now.plus(TOLERANCE)))
            .thenComparing(Kept::written, Comparator.reverseOrder()));
    List<Path> removed = new ArrayList<>();
    int awaiting = 0;
    for (int i = 0; i < files.size(); i++) {
      Kept file = files.get(i);
      if (i < keep && !file.isOlderThan(keepFor, aged)) {
        continue;
      }
      switch (fate(file, aged)) {
        case AWAITS -> awaiting++;
        case GOES -> {
          removed.add(file.path());
          if (!dryRun) {
            Files.deleteIfExists(file.path());
            Files.deleteIfExists(DeliveryCheckpoint.of(file.path()));
          }
        }
        case STAYS -> {}
      }
    }
    return new Pruned(List.copyOf(removed), awaiting);
  }

  private enum Fate {
    STAYS,
    AWAITS,
    GOES
  }

  private Fate fate(Kept file, Instant aged) throws IOException {
    try {
      if (RunFile.isOwned(file.path())) {
        return Fate.STAYS;
      }
      boolean awaits =
          DeliveryState.of(file.path()) == DeliveryState.PENDING
              && !file.isOlderThan(keepFor.multipliedBy(PATIENCE), aged);
      return awaits ? Fate.AWAITS : Fate.GOES;
    } catch (NoSuchFileException prunedByAnother) {
      return Fate.STAYS;
    }
  }

  private static void add(List<Kept> files, Path entry) throws IOException {
    try {
      files.add(new Kept(entry, Files.getLastModifiedTime(entry).toInstant()));
    } catch (NoSuchFileException prunedByAnother) {
      // Another invocation removed it meanwhile, as this one would have.
      return;
    }
  }

  private record Kept(Path path, Instant written) {
    boolean isOlderThan(Duration age, Instant now) {
      return written.isBefore(now.minus(age));
    }
  }
}
