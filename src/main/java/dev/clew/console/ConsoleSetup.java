package dev.clew.console;

import dev.clew.config.Settings;
import dev.clew.console.launch.Launches;
import dev.clew.runs.RunCatalog;
import dev.clew.workspace.WorkspaceCatalog;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// What the console shows, and how.
///
/// @param catalog where runs are; it finds those of launches, too
/// @param wanted which runs of the catalog to list, by their ids
/// @param workspaces where workspaces are
/// @param settings reads the settings that count
/// @param launches starts workspaces
/// @param source where the runs are, for the eye
/// @param times a time, in nanoseconds since 1970, as people read it
/// @param trail takes down what the operator does
public record ConsoleSetup(
    RunCatalog catalog,
    Predicate<String> wanted,
    Workspaces workspaces,
    Supplier<List<Settings.Value>> settings,
    Launches launches,
    String source,
    boolean colour,
    Clock clock,
    LongFunction<String> times,
    Trail trail) {

  /// Where workspaces are.
  ///
  /// @param catalog reads them
  /// @param last reads the name of the one that was used last
  /// @param cwd that a relative directory starts at
  /// @param userHome what `~` stands for
  public record Workspaces(
      Supplier<WorkspaceCatalog> catalog, Supplier<String> last, Path cwd, Path userHome) {}
}
