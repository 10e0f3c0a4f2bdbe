package dev.clew.runs.file;

import dev.clew.config.Home;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.runfile.RunFileRetention;
import dev.clew.runs.Prunable;
import dev.clew.runs.RunFileHandle;
import dev.clew.runs.RunIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The run files under a home directory, finished and running ones.
public final class RunFiles {
  private static final Pattern PREFIX = Pattern.compile("[0-9a-f]{4,16}");
  private static final Pattern NAME = Pattern.compile("([0-9a-f]{16})\\.jsonl");

  private final Home home;

  public RunFiles(Home home) {
    this.home = home;
  }

  /// All runs, ordered by id. Of a run that has a file and a spool, the file.
  ///
  /// @throws ClewError E022 when a directory cannot be listed
  public List<RunFileHandle> all() {
    TreeMap<String, RunFileHandle> files = new TreeMap<>();
    try {
      for (Path path : home.runFiles()) {
        var name = NAME.matcher(String.valueOf(path.getFileName()));
        if (name.matches() && Files.isRegularFile(path)) {
          files.put(name.group(1), new RunFileHandle(name.group(1), path));
        }
      }
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E022, String.valueOf(e), e);
    }
    return List.copyOf(files.values());
  }

  /// The run whose id starts with a prefix.
  ///
  /// @param description what tells a run apart from others, for the detail of E021
  /// @throws ClewError E020 when there is none, E021 when there are several, E024 when the prefix
  ///   is no hex of 4 to 16 characters
  public RunFileHandle resolve(String prefix, Function<RunFileHandle, String> description) {
    List<RunFileHandle> all = all();
    boolean shaped = PREFIX.matcher(prefix).matches();
    List<RunFileHandle> matches =
        shaped ? all.stream().filter(file -> file.id().startsWith(prefix)).toList() : List.of();
    if (matches.isEmpty()) {
      String named = RunIds.of(prefix);
      matches = all.stream().filter(file -> file.id().equals(named)).toList();
    }
    if (matches.isEmpty() && !shaped) {
      throw new ClewError(ErrorCode.E024, "\"" + prefix + "\" is no run id and no prefix of one.");
    }
    if (matches.isEmpty()) {
      throw new ClewError(
          ErrorCode.E020,
          "No run in " + home.runs() + " has an id that starts with " + prefix + ".");
    }
    if (matches.size() > 1) {
      throw new ClewError(
          ErrorCode.E021, matches.stream().map(description).collect(Collectors.joining("\n")));
    }
    return matches.getFirst();
  }

  /// When a run was last written to, milliseconds since 1970; 0 when there is none.
  public long newest() {
    return all().stream().mapToLong(file -> file.path().toFile().lastModified()).max().orElse(0);
  }

  /// Removes old runs.
  ///
  /// @throws ClewError E023 when a file cannot be read or removed
  public Prunable.Removed prune(RunFileRetention retention, Instant now, boolean dryRun) {
    try {
      RunFileRetention.Pruned pruned = retention.prune(home.runFiles(), now, dryRun);
      List<String> runs =
          pruned.removed().stream()
              .map(file -> String.valueOf(file.getFileName()).replace(".jsonl", ""))
              .toList();
      return new Prunable.Removed(runs, 0, 0, pruned.awaiting());
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E023, String.valueOf(e), e);
    }
  }

  /// The runs whose ids start with a prefix, those first that were written to last.
  List<RunFileHandle> latest(String prefix, int limit) {
    record Dated(RunFileHandle file, long time) {}
    return all().stream()
        .filter(file -> file.id().startsWith(prefix))
        .map(file -> new Dated(file, file.path().toFile().lastModified()))
        .sorted(Comparator.comparingLong(Dated::time).reversed())
        .limit(limit)
        .map(Dated::file)
        .toList();
  }
}
