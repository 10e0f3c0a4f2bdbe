package dev.clew.workspace;

import dev.clew.config.ConfigPath;
import dev.clew.config.Home;
import dev.clew.config.TomlTable;
import dev.clew.error.ClewError;
import dev.clew.error.EditDistance;
import dev.clew.error.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The workspaces of a user: the tables `[workspace.NAME]` of each `clew.toml` that is read, and
/// the files `NAME.toml` in `~/.clew/workspaces`. A name counts where it is found first: in the
/// project's file, in the user's `clew.toml`, among the files. Those of a project's file that is
/// not trusted are known by name only.
public final class WorkspaceCatalog {
  private static final String TABLE = "workspace";
  private static final String SUFFIX = ".toml";

  private final Path directory;
  private final WorkspaceFile files;
  private final Map<String, Workspace> workspaces = new TreeMap<>();
  private final Map<String, Path> untrusted = new TreeMap<>();
  private final Map<String, ClewError> broken = new TreeMap<>();

  /// Reads every file. A workspace with a mistake is one that cannot be used, and hides those of
  /// its name behind it.
  ///
  /// @param paths the configuration files, the first of which goes first
  /// @param userHome what `~` stands for
  /// @throws ClewError E003 or E004 for a configuration file or directory that cannot be read, E005
  ///   for a `workspace` that is no table
  public WorkspaceCatalog(List<ConfigPath> paths, Home home, Path userHome) {
    this.directory = home.workspaces();
    this.files = new WorkspaceFile(userHome);
    for (ConfigPath path : paths) {
      if (path.exists()) {
        readTables(path);
      }
    }
    readFiles();
  }

  private void readTables(ConfigPath path) {
    TomlTable file = TomlTable.read(path.path());
    if (!path.trusted() && !(file.value(TABLE) instanceof Map<?, ?>)) {
      // A stranger's mistake is nobody's obstacle.
      return;
    }
    TomlTable tables = file.table(TABLE);
    boolean ofUser = path.kind() == ConfigPath.Kind.USER;
    Path base = ofUser ? null : path.path().toAbsolutePath().getParent();
    for (String name : tables.keys()) {
      if (path.trusted()) {
        add(name, () -> files.read(name, tables.table(name), path.path(), base));
      } else {
        untrusted.put(name, path.path());
      }
    }
  }

  private void readFiles() {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, "[!.]*" + SUFFIX)) {
      for (Path file : entries) {
        String fileName = String.valueOf(file.getFileName());
        String name = fileName.substring(0, fileName.length() - SUFFIX.length());
        add(name, () -> files.read(name, table(file), file, null));
      }
    } catch (NoSuchFileException nothingCreated) {
      // No workspace has been created yet.
    } catch (IOException | DirectoryIteratorException e) {
      throw new ClewError(ErrorCode.E004, directory + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static TomlTable table(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ClewError(ErrorCode.E004, file + " is not a file.");
    }
    return TomlTable.read(file);
  }

  private void add(String name, Supplier<Workspace> read) {
    if (workspaces.containsKey(name) || broken.containsKey(name)) {
      return;
    }
    try {
      workspaces.put(name, read.get());
    } catch (ClewError e) {
      broken.put(name, e);
    }
  }

  /// Keeps other processes from changing workspaces. What this catalog has read may have changed
  /// already.
  ///
  /// @throws ClewError E023 when it cannot be had
  public WorkspaceLock lock() {
    return WorkspaceLock.in(directory);
  }

  /// In the order of their names.
  public Collection<Workspace> all() {
    return workspaces.values();
  }

  /// What is wrong with those that cannot be used, by name.
  public Map<String, ClewError> broken() {
    return broken;
  }

  /// The names in project files that are not trusted, with the file.
  public Map<String, Path> untrusted() {
    return untrusted;
  }

  /// The workspace of a name.
  ///
  /// @throws ClewError E026 for a name that is not there, E006 when it is in a project's file that
  ///   is not trusted, E002 to E005 when it has a mistake
  public Workspace get(String name) {
    Workspace found = workspaces.get(name);
    if (found != null) {
      return found;
    }
    ClewError mistake = broken.get(name);
    if (mistake != null) {
      throw mistake;
    }
    Path file = untrusted.get(name);
    if (file != null) {
      throw new ClewError(
          ErrorCode.E006, "workspace " + name + " is in " + file + ", which is not trusted");
    }
    throw new ClewError(ErrorCode.E026, "\"" + name + "\"" + nearest(name));
  }

  private String nearest(String name) {
    return workspaces.keySet().stream()
        .min(Comparator.comparingInt(each -> EditDistance.between(each, name)))
        .map(each -> "; the nearest name is " + each)
        .orElse("; there are no workspaces yet: clew workspace create");
  }

  /// The workspaces whose directory this one is or lies in, of which those with the nearest one.
  List<Workspace> around(Path workingDirectory) {
    List<Workspace> around =
        workspaces.values().stream()
            .filter(each -> each.directory() != null)
            .filter(each -> workingDirectory.startsWith(directoryOf(each)))
            .toList();
    int deepest =
        around.stream().mapToInt(each -> directoryOf(each).getNameCount()).max().orElse(0);
    return around.stream().filter(each -> directoryOf(each).getNameCount() == deepest).toList();
  }

  private static Path directoryOf(Workspace workspace) {
    return Objects.requireNonNull(workspace.directory());
  }

  /// Writes a new workspace to a file of its own.
  ///
  /// @return the file
  /// @throws ClewError E001 or E005 when it may not be as it is, E027 when the name is taken, E023
  ///   when the file cannot be written
  public Path create(Workspace workspace) {
    WorkspaceRules.check(workspace);
    Path in = taken(workspace.name());
    if (in != null) {
      throw new ClewError(ErrorCode.E027, workspace.name() + " is in " + in);
    }
    Path file = file(workspace.name());
    WorkspaceFile.write(file, WorkspaceFile.toml(workspace));
    return file;
  }

  /// The file that has a workspace of this name already, or null where none has.
  public @Nullable Path taken(String name) {
    Path file = file(name);
    Workspace there = workspaces.get(name);
    return there != null
        ? there.file()
        : Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? file : null;
  }

  /// Writes a workspace that is in a file of its own.
  ///
  /// @throws ClewError E001 or E005 when it may not be as it is, E028 when the file is not Clew's
  ///   to write, E023 when it cannot be written
  public void replace(Workspace workspace) {
    WorkspaceRules.check(workspace);
    WorkspaceFile.write(writable(workspace.name()), WorkspaceFile.toml(workspace));
  }

  /// The file of a workspace that Clew has written. One that somebody has written by hand is left
  /// to them: its comments would be lost.
  ///
  /// @throws ClewError E026 for a name that is not there, E028 when the file is not Clew's to write
  public Path writable(String name) {
    Workspace there = get(name);
    Path file = own(name);
    if (!WorkspaceFile.toml(there).equals(read(file))) {
      throw new ClewError(
          ErrorCode.E028, file + " was written by hand: edit it without options, so that it stays");
    }
    return file;
  }

  /// Takes the text of a file as the new content of a workspace.
  ///
  /// @param before what the file held when the editing began
  /// @throws ClewError E002, E003 or E005 when it is wrong, E028 when the file has been changed
  ///   meanwhile; nothing has changed then
  public void replace(String name, byte[] before, Path edited) {
    Path file = own(name);
    byte[] content = TomlTable.content(edited);
    files.read(name, TomlTable.parse(edited, content), edited, null);
    try (var _ = lock()) {
      if (!Arrays.equals(before, TomlTable.content(file))) {
        throw new ClewError(ErrorCode.E028, file + " has been changed meanwhile.");
      }
      WorkspaceFile.write(file, new String(content, StandardCharsets.UTF_8));
    }
  }

  /// Removes the file of a workspace.
  ///
  /// @return the file that is gone
  /// @throws ClewError E026 for a name that is not there, E028 when it is in a `clew.toml`
  public Path delete(String name) {
    // Whatever it is: a link may lead nowhere.
    boolean there = Files.exists(file(name), LinkOption.NOFOLLOW_LINKS) && isInside(name);
    Path file = broken.containsKey(name) && there ? file(name) : own(name);
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E023, file + " cannot be removed: " + e.getMessage(), e);
    }
    return file;
  }

  /// The file that holds a workspace alone, mistakes or not.
  ///
  /// @throws ClewError E026 for a name that is not there, E028 when it is in a `clew.toml`
  public Path own(String name) {
    Path file = file(name);
    if (broken.containsKey(name) && Files.isRegularFile(file) && isInside(name)) {
      return file;
    }
    Workspace workspace = get(name);
    if (!workspace.file().equals(file)) {
      throw new ClewError(
          ErrorCode.E028,
          "[%s.%s] is in %s: change it there".formatted(TABLE, name, workspace.file()));
    }
    return file;
  }

  /// A table of a `clew.toml` may have any name, such as `../clew`.
  private static boolean isInside(String name) {
    return name.indexOf('/') < 0;
  }

  private static String read(Path file) {
    return new String(TomlTable.content(file), StandardCharsets.UTF_8);
  }

  /// Where a new workspace of this name goes.
  public Path file(String name) {
    return directory.resolve(name + SUFFIX);
  }
}
