package dev.clew.console;

import dev.clew.console.launch.Launches;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.workspace.Workspace;
import dev.clew.workspace.WorkspaceCatalog;
import dev.clew.workspace.WorkspaceDraft;
import dev.clew.workspace.WorkspaceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads and writes the workspaces that screens show. The files are read anew each time: others
/// change them, too.
final class WorkspaceDesk {
  private final ConsoleSetup.Workspaces source;
  private final Launches launches;
  private final WorkspaceText texts = new WorkspaceText();

  WorkspaceDesk(ConsoleSetup.Workspaces source, Launches launches) {
    this.source = source;
    this.launches = launches;
  }

  News list() {
    WorkspaceCatalog catalog = source.catalog().get();
    String last = source.last().get();
    List<WorkspaceRow> rows = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (Workspace each : catalog.all()) {
      String image = Objects.toString(each.image(), "");
      rows.add(row(each.name(), texts.command(each), image, "", details(each), last));
      taken.add(each.name());
    }
    catalog
        .broken()
        .forEach(
            (name, mistake) -> {
              rows.add(broken(name, mistake, last));
              if (catalog.taken(name) != null) {
                taken.add(name);
              }
            });
    catalog
        .untrusted()
        .forEach(
            (name, file) -> {
              if (!taken.contains(name)) {
                rows.add(untrusted(name, file, last));
              }
            });
    rows.sort(Comparator.comparing(WorkspaceRow::name));
    return new News.Listed(List.copyOf(rows), Set.copyOf(taken));
  }

  private WorkspaceRow row(
      String name,
      String command,
      String image,
      String obstacle,
      List<String> details,
      String last) {
    return new WorkspaceRow(
        name, command, image, obstacle, details, name.equals(last), launches.last(name));
  }

  private WorkspaceRow broken(String name, ClewError mistake, String last) {
    List<String> details = List.of(mistake.code().headline(), mistake.detail());
    return row(name, "", "", mistake.detail(), details, last);
  }

  private WorkspaceRow untrusted(String name, Path file, String last) {
    String reason = name + " is in " + file + ", which is not trusted: clew config trust";
    return row(name, "", "", reason, List.of(reason), last);
  }

  private List<String> details(Workspace workspace) {
    List<String> lines = new ArrayList<>();
    line(lines, "command", texts.command(workspace));
    line(lines, "directory", workspace.directory());
    line(lines, "image", workspace.image());
    line(lines, "agent", workspace.agent());
    line(lines, "provider", workspace.provider());
    for (String variable : texts.variables(workspace)) {
      line(lines, "env", variable);
    }
    line(lines, "file", workspace.file());
    return List.copyOf(lines);
  }

  private static void line(List<String> lines, String key, @Nullable Object value) {
    String text = Objects.toString(value, "");
    if (!text.isEmpty()) {
      lines.add("%-9s  %s".formatted(key, text));
    }
  }

  News edit(String name) {
    WorkspaceCatalog catalog = source.catalog().get();
    var _ = catalog.writable(name);
    return new News.Drafted(catalog.get(name));
  }

  /// A process may hold the lock once.
  synchronized News save(Request.Save save) {
    try (var _ = source.catalog().get().lock()) {
      return write(save, source.catalog().get());
    }
  }

  private News write(Request.Save save, WorkspaceCatalog catalog) {
    String name = save.draft().name();
    Workspace before = save.before().orElse(null);
    if (before != null && !catalog.get(name).equals(before)) {
      throw new ClewError(
          ErrorCode.E028,
          before.file() + " has been changed meanwhile: leave it and edit it again");
    }
    Workspace after =
        save.draft()
            .workspace(
                before,
                new WorkspaceDraft.Place(catalog.file(name), source.cwd(), source.userHome()));
    if (before == null) {
      var _ = catalog.create(after);
    } else {
      catalog.replace(after);
    }
    return new News.Changed(after.file() + " is written");
  }

  News delete(String name) {
    return new News.Changed(source.catalog().get().delete(name) + " is removed");
  }
}
