package dev.clew.config;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the configuration files of one invocation.
final class ConfigFiles {
  private ConfigFiles() {}

  /// The files that are there, the highest first.
  static List<SettingSource> find(
      Flags flags, Environment environment, Home home, List<Settings.Warning> warnings) {
    List<SettingSource> files = new ArrayList<>();
    Path usersFile = home.configFile();
    TomlFile own =
        Files.isRegularFile(usersFile) ? TomlFile.read(usersFile, SettingSource.USER) : null;
    if (flags.config() != null) {
      Path named = named(environment.directory().resolve(flags.config()));
      files.add(TomlFile.read(named, SettingSource.PROJECT).source());
    } else {
      Path project = projectFile(environment.directory(), usersFile);
      if (project != null) {
        ProjectGuard guard = new ProjectGuard(new ProjectTrust(home), environment, own);
        TomlFile file = TomlFile.read(project, SettingSource.PROJECT);
        files.add(guard.admit(file, warnings).source());
      }
    }
    if (own != null) {
      files.add(own.source());
    }
    return files;
  }

  private static Path named(Path file) {
    if (!Files.exists(file)) {
      throw new ClewError(ErrorCode.E004, "--config names " + file + ", which does not exist.");
    }
    if (Files.isDirectory(file)) {
      throw new ClewError(ErrorCode.E004, "--config names " + file + ", which is a directory.");
    }
    return file;
  }

  /// The `clew.toml` of the directory or of its nearest parent that has one, unless it is the
  /// user's own, which needs no trust.
  static @Nullable Path projectFile(Path directory, Path usersFile) {
    for (Path at = directory; at != null; at = at.getParent()) {
      Path candidate = at.resolve("clew.toml");
      if (Files.isRegularFile(candidate)) {
        return candidate.equals(usersFile) ? null : candidate;
      }
    }
    return null;
  }
}
