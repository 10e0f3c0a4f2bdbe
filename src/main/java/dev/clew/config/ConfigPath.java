package dev.clew.config;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A place where settings are read from.
///
/// @param trusted whether all that the file says counts; false only for a project's file that has
///   not been accepted
public record ConfigPath(Path path, Kind kind, boolean exists, boolean trusted) {
  /// Whose file it is.
  public enum Kind {
    /// The one that `--config` names.
    NAMED,
    PROJECT,
    USER;

    public String word() {
      return switch (this) {
        case NAMED -> "named";
        case PROJECT -> "project";
        case USER -> "user";
      };
    }
  }

  /// The files that are read, the one that goes first at the top, and those that would be if they
  /// were there.
  ///
  /// @param named what `--config` says, which takes the place of the project's file
  /// @throws ClewError E004 when the project's file cannot be read
  public static List<ConfigPath> all(
      @Nullable Path named, Path directory, Home home, Map<String, String> variables) {
    Environment environment = new Environment(variables, directory);
    ConfigPath first =
        named == null
            ? project(environment, home)
            : of(directory.resolve(named).normalize(), Kind.NAMED, true);
    return List.of(first, of(home.configFile(), Kind.USER, true));
  }

  private static ConfigPath project(Environment environment, Home home) {
    Path file = ConfigFiles.projectFile(environment.directory(), home.configFile());
    return file == null
        ? of(environment.directory().resolve("clew.toml"), Kind.PROJECT, true)
        : of(file, Kind.PROJECT, isTrusted(file, environment, home));
  }

  private static boolean isTrusted(Path file, Environment environment, Home home) {
    try {
      return environment.isTrue(SettingTable.TRUST_PROJECT)
          || new ProjectTrust(home).isTrusted(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E004, file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static ConfigPath of(Path path, Kind kind, boolean trusted) {
    // What is named may be a pipe; one that lies in a directory would be waited for without end.
    boolean exists = kind == Kind.NAMED ? Files.exists(path) : Files.isRegularFile(path);
    return new ConfigPath(path, kind, exists, trusted);
  }
}
