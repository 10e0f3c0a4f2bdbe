package dev.clew.console;

import dev.clew.config.Settings;
import dev.clew.console.launch.LaunchView;
import dev.clew.runs.Run;
import dev.clew.runs.RunNode;
import dev.clew.runs.Series;
import dev.clew.runs.compare.Comparison;
import dev.clew.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a screen gets to know.
sealed interface News {
  /// An answer to [Request.Rows].
  ///
  /// @param fresh whether runs may have other places than before
  /// @param millis that the reading took
  record Rows(int from, List<RunRow> rows, int total, boolean complete, boolean fresh, long millis)
      implements News {}

  /// An answer to [Request.Search], of which several come.
  ///
  /// @param rows all that were found so far
  /// @param read how many runs were looked at
  /// @param done whether those were all
  record Matches(String text, List<RunRow> rows, int read, boolean done) implements News {}

  /// An answer to [Request.Inspect].
  ///
  /// @param millis that the reading took
  record Inspected(Run run, long millis) implements News {}

  /// An answer to [Request.Log], of which several come.
  ///
  /// @param lines that follow those before
  /// @param ended whether those were all
  record LogRows(List<LogRow> lines, boolean ended) implements News {}

  /// An answer to [Request.Metrics].
  ///
  /// @param millis that the reading took
  record Measured(List<Series> series, long millis) implements News {}

  /// An answer to [Request.Compare].
  record Compared(Comparison comparison) implements News {}

  /// An answer to [Request.Workspaces].
  ///
  /// @param taken the names that a new workspace may not have
  record Listed(List<WorkspaceRow> rows, Set<String> taken) implements News {}

  /// An answer to [Request.Edit].
  record Drafted(Workspace workspace) implements News {}

  /// A workspace was written, or removed.
  record Changed(String what) implements News {}

  /// An answer to [Request.EffectiveSettings].
  record SettingsRead(List<Settings.Value> values) implements News {}

  /// An answer to [Request.Launch] and [Request.Watch], of which several come.
  ///
  /// @param node what its run has recorded of it; empty before it has
  /// @param run that it is or is a part of
  /// @param obstacle why its run cannot be read, empty where it can
  record Progress(LaunchView launch, Optional<RunNode> node, Optional<RunRow> run, String obstacle)
      implements News {}

  /// A request came to nothing.
  record Failed(String reason) implements News {}

  /// A second has passed.
  record Tick() implements News {}
}
