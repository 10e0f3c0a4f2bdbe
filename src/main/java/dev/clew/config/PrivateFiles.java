package dev.clew.config;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Files that are this user's alone: mode 0600, in directories of mode 0700.
public final class PrivateFiles {
  private static final FileAttribute<Set<PosixFilePermission>> FILE_MODE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> DIRECTORY_MODE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private PrivateFiles() {}

  /// Opens a file for appending, and makes it and its directories where they are missing.
  public static FileChannel append(Path path) throws IOException {
    return open(path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND));
  }

  /// Makes a file for writing, and its directories where they are missing.
  ///
  /// @throws java.nio.file.FileAlreadyExistsException when there is something of that name
  public static FileChannel create(Path path) throws IOException {
    return open(path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  private static FileChannel open(Path path, Set<StandardOpenOption> options) throws IOException {
    try {
      return FileChannel.open(path, options, FILE_MODE);
    } catch (NoSuchFileException missing) {
      Path directory = path.getParent();
      if (directory == null) {
        throw missing;
      }
      createDirectories(directory);
      return FileChannel.open(path, options, FILE_MODE);
    }
  }

  /// Makes a directory and its missing parents, all of mode 0700.
  public static void createDirectories(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path parent = directory.getParent();
    if (parent != null) {
      createDirectories(parent);
    }
    try {
      Files.createDirectory(directory, DIRECTORY_MODE);
    } catch (FileAlreadyExistsException raced) {
      if (!Files.isDirectory(directory)) {
        throw raced;
      }
    }
  }
}
