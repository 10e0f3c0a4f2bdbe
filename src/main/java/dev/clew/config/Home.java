package dev.clew.config;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The directory tree that Clew keeps for a user: `~/.clew`, or `CLEW_HOME`. Directories are made
/// with mode 0700 by whoever first writes into them.
public record Home(Path root) {
  /// Files of finished and running runs, `<run-id>.jsonl`.
  public Path runs() {
    return root.resolve("data/diagnostics/runs");
  }

  /// Write-ahead files of runs whose sink is a backend, `<run-id>.jsonl`.
  public Path spool() {
    return root.resolve("data/spool");
  }

  /// Every `*.jsonl` in [#spool()], then in [#runs()].
  ///
  /// @throws IOException when one of the directories is there and cannot be listed
  public List<Path> runFiles() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path directory : List.of(spool(), runs())) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, "*.jsonl")) {
        entries.forEach(files::add);
      } catch (NoSuchFileException nothingRecorded) {
        // No run of this kind has been recorded yet.
      } catch (DirectoryIteratorException e) {
        throw e.getCause();
      }
    }
    return files;
  }

  /// How many files [#runFiles()] has; 0 where they cannot be listed. Much cheaper than the list.
  public int countRunFiles() {
    int count = 0;
    for (Path directory : List.of(spool(), runs())) {
      String[] names = directory.toFile().list();
      if (names != null) {
        count += (int) Arrays.stream(names).filter(name -> name.endsWith(".jsonl")).count();
      }
    }
    return count;
  }

  /// The database of `clew serve`.
  public Path store() {
    return root.resolve("data/store");
  }

  /// Digests of project files that `clew config trust` has accepted.
  public Path trust() {
    return root.resolve("data/trust");
  }

  /// What the user has decided for good about tools of agents, each in a file of its own.
  public Path permissions() {
    return root.resolve("permissions");
  }

  /// Workspaces of the user, each in a file of its own, `NAME.toml`.
  public Path workspaces() {
    return root.resolve("workspaces");
  }

  /// Holds the name of the workspace that was used last.
  public Path lastWorkspace() {
    return root.resolve("data/workspace");
  }

  /// The user's own configuration file.
  public Path configFile() {
    return root.resolve("clew.toml");
  }
}
