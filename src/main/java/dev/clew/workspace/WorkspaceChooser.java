package dev.clew.workspace;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.workspace.Choice.How;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// Chooses the workspace of a launch.
public final class WorkspaceChooser {
  private final WorkspaceCatalog catalog;
  private final String last;

  /// @param last the name of the one that was used last, or nothing
  public WorkspaceChooser(WorkspaceCatalog catalog, String last) {
    this.catalog = catalog;
    this.last = last;
  }

  /// The workspace of a name.
  ///
  /// @param how the name was chosen
  /// @throws ClewError E026 or E006 as of [WorkspaceCatalog#get]
  public Choice named(String name, How how) {
    return new Choice(catalog.get(name), how);
  }

  /// The one that the working directory belongs to; among several of one directory, or where it
  /// belongs to none, the one used last.
  ///
  /// @throws ClewError E026 where neither chooses one
  public Choice unnamed(Path workingDirectory) {
    List<Workspace> here = catalog.around(workingDirectory);
    if (here.size() == 1) {
      return new Choice(here.getFirst(), How.CWD);
    }
    Collection<Workspace> among = here.isEmpty() ? catalog.all() : here;
    return among.stream()
        .filter(each -> each.name().equals(last))
        .map(each -> new Choice(each, How.LAST))
        .findFirst()
        .orElseThrow(() -> undecided(among, !here.isEmpty()));
  }

  private static ClewError undecided(Collection<Workspace> among, boolean here) {
    if (among.isEmpty()) {
      return new ClewError(
          ErrorCode.E026, "there are no workspaces yet: clew workspace create NAME -- CMD");
    }
    String names = among.stream().map(Workspace::name).collect(Collectors.joining(", "));
    return new ClewError(
        ErrorCode.E026,
        here
            ? "several belong to this directory, name one of them: " + names
            : "none belongs to this directory and none was used yet; there are " + names);
  }
}
