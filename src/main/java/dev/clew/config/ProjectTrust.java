package dev.clew.config;

import dev.clew.content.Sha256;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.posix.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// The project files that the user has accepted, each as an empty file named by the SHA-256 of its
/// content: an edited file has to be accepted again.
public final class ProjectTrust {
  private final Path directory;
  private final Path usersFile;

  public ProjectTrust(Home home) {
    this.directory = home.trust();
    this.usersFile = home.configFile();
  }

  /// Whether this very content has been accepted.
  public boolean isTrusted(byte[] content) {
    // No digest is computed for a user who never accepted a file.
    return Files.isDirectory(directory)
        && Files.isRegularFile(
            directory.resolve(Sha256.hex(content, Sha256.LENGTH)), LinkOption.NOFOLLOW_LINKS);
  }

  /// Accepts the project's file as it is now: the `clew.toml` of a directory or its nearest parent
  /// that has one.
  ///
  /// @return the file that was accepted
  /// @throws ClewError E004 when there is none or it cannot be read, E023 when the home directory
  ///   cannot be written
  public Path acceptNearest(Path directory) {
    Path file = ConfigFiles.projectFile(directory.toAbsolutePath().normalize(), usersFile);
    if (file == null) {
      throw new ClewError(
          ErrorCode.E004, "there is no clew.toml in " + directory + " or a directory above it");
    }
    accept(TomlFile.content(file));
    return file;
  }

  /// Accepts this content from now on. The mark has mode 0600, directories that are made for it
  /// 0700.
  ///
  /// @throws ClewError E023 when the home directory cannot be written
  public void accept(byte[] content) {
    Path mark = directory.resolve(Sha256.hex(content, Sha256.LENGTH));
    try {
      if (!Files.isRegularFile(mark, LinkOption.NOFOLLOW_LINKS)) {
        PrivateFiles.create(mark).close();
      }
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E023, mark + " cannot be written: " + e.getMessage(), e);
    }
  }
}
