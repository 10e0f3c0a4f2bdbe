package dev.clew.config;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/// A `clew.toml` to start from: the class path resource of that name, in which every setting is a
/// comment.
public final class ConfigTemplate {
  private ConfigTemplate() {}

  /// Writes it with mode 0600, since headers in it are secrets; directories that are made for it
  /// have 0700.
  ///
  /// @param force whether a file that is there is replaced, as one step
  /// @throws ClewError E007 when a file is there, E023 when it cannot be written
  public static void write(Path file, boolean force) {
    if (!force && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new ClewError(ErrorCode.E007, file + " exists.");
    }
    try {
      // A link stays one: what it leads to is replaced.
      Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      Path directory = Objects.requireNonNull(target.getParent());
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Path written = Files.createTempFile(directory, ".clew", ".toml");
      try {
        Files.write(written, content());
        Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(written);
      }
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E023, file + " cannot be written: " + e, e);
    }
  }

  static byte[] content() {
    try (InputStream in =
        Objects.requireNonNull(ConfigTemplate.class.getResourceAsStream("/clew.toml"))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
