package dev.clew.workflow.execution;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Where executions are kept: a directory each below `executions` of Clew's home.
public final class ExecutionHome {
  static final FileAttribute<Set<PosixFilePermission>> OWN =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  static final FileAttribute<Set<PosixFilePermission>> OWN_DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private static final int SHORTEST = 4;

  private final Path directory;

  /// @param home Clew's own
  public ExecutionHome(Path home) {
    this.directory = home.resolve("executions");
  }

  /// Makes the directory of a new execution, which appears with its first transition or not at all.
  ///
  /// @param source the workflow's file
  /// @throws ClewError E023 when it cannot be written
  public ExecutionFiles create(ExecutionId id, String source, ExecutionEvent first) {
    try {
      Files.createDirectories(directory, OWN_DIRECTORY);
      Path made = directory.resolve("." + id.text());
      ExecutionFiles.create(made, id, source, first);
      Files.move(made, directory.resolve(id.text()), StandardCopyOption.ATOMIC_MOVE);
      return files(id);
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E023, directory + ": " + e.getMessage(), e);
    }
  }

  /// The execution that a person names by its id or the start of it, with or without `exec_`.
  ///
  /// @throws ClewError E101 when there is none or more than one
  public ExecutionFiles find(String given) {
    String start = given.startsWith(ExecutionId.PREFIX) ? given : ExecutionId.PREFIX + given;
    String wanted =
        ExecutionId.PREFIX + start.substring(ExecutionId.PREFIX.length()).toUpperCase(Locale.ROOT);
    List<ExecutionId> found =
        wanted.length() < ExecutionId.PREFIX.length() + SHORTEST
            ? List.of()
            : all().stream().filter(each -> each.text().startsWith(wanted)).toList();
    if (found.size() == 1) {
      return files(found.getFirst());
    }
    List<ExecutionId> all = all();
    throw new ClewError(
        ErrorCode.E101,
        found.isEmpty()
            ? "\""
                + given
                + "\""
                + (all.isEmpty() ? "; there are none" : "; the newest is " + all.getFirst())
                + "."
            : "\""
                + given
                + "\" is the start of "
                + found.size()
                + " ids, "
                + found.getFirst()
                + " among them.");
  }

  /// Removes the executions that are too old or too many, but none that a process executes.
  ///
  /// @param keep how many stay
  /// @param keepFor how long one stays after its last transition
  /// @return how many were removed
  /// @throws ClewError E023 when one cannot be removed
  public int prune(int keep, Duration keepFor, Instant now) {
    int removed = 0;
    List<ExecutionId> all = all();
    for (int i = 0; i < all.size(); i++) {
      ExecutionFiles files = files(all.get(i));
      boolean old = files.lastWritten().plus(keepFor).isBefore(now);
      if ((i >= keep || old) && !files.isExecuting()) {
        files.remove();
        removed++;
      }
    }
    return removed;
  }

  public ExecutionFiles files(ExecutionId id) {
    return new ExecutionFiles(directory.resolve(id.text()), id);
  }

  /// All executions, the newest first.
  ///
  /// @throws ClewError E023 when the directory cannot be read
  public List<ExecutionId> all() {
    List<ExecutionId> all = new ArrayList<>();
    if (!Files.isDirectory(directory)) {
      return all;
    }
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(directory, ExecutionId.PREFIX + "*")) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        if (ExecutionId.isOne(name) && files(new ExecutionId(name)).isThere()) {
          all.add(new ExecutionId(name));
        }
      }
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E023, directory + ": " + e.getMessage(), e);
    }
    all.sort(Comparator.comparing(ExecutionId::text).reversed());
    return all;
  }
}
