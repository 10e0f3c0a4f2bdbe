package dev.clew.posix;

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

/// Files that are this user's alone: mode 0600, in directories of mode 0700, whatever the umask is.
public final class PrivateFiles {
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> DIRECTORY =
      PosixFilePermissions.fromString("rwx------");
  private static final FileAttribute<Set<PosixFilePermission>> FILE_MODE =
      PosixFilePermissions.asFileAttribute(FILE);
  private static final FileAttribute<Set<PosixFilePermission>> DIRECTORY_MODE =
      PosixFilePermissions.asFileAttribute(DIRECTORY);

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
      return openNow(path, options);
    } catch (NoSuchFileException missing) {
      createParents(path);
      return openNow(path, options);
    }
  }

  private static FileChannel openNow(Path path, Set<StandardOpenOption> options)
      throws IOException {
    FileChannel file = FileChannel.open(path, options, FILE_MODE);
    try {
      if (file.size() == 0) {
        grant(path, FILE);
      }
      return file;
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /// Gives its owner back what the umask has taken.
  private static void grant(Path path, Set<PosixFilePermission> mode) throws IOException {
    if (!Files.getPosixFilePermissions(path).containsAll(mode)) {
      Files.setPosixFilePermissions(path, mode);
    }
  }

  /// Makes the directories that a file lies in, where they are missing.
  public static void createParents(Path file) throws IOException {
    Path directory = file.getParent();
    if (directory != null) {
      createDirectories(directory);
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
      createDirectory(directory);
    } catch (FileAlreadyExistsException raced) {
      if (!Files.isDirectory(directory)) {
        throw raced;
      }
    }
  }

  /// Makes a directory of mode 0700.
  ///
  /// @throws FileAlreadyExistsException when there is something of that name
  public static void createDirectory(Path directory) throws IOException {
    Files.createDirectory(directory, DIRECTORY_MODE);
    grant(directory, DIRECTORY);
  }
}
