package dev.clew.runfile;

import dev.clew.config.Home;
import dev.clew.posix.Libc;
import dev.clew.posix.PrivateFiles;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/// A home for a user whose own cannot be written: `clew-<uid>` in the directory for temporary
/// files. Processes of one run find the same.
public final class TemporaryHome {
  private static final String PRIVATE = "rwx------";

  private TemporaryHome() {}

  /// Makes it, or takes the one that is there.
  ///
  /// @throws IOException when it cannot be made, or is not this user's alone
  public static Home in(Path temporary) throws IOException {
    Object uid = new Libc().user();
    Path root = temporary.resolve("clew-" + uid);
    try {
      PrivateFiles.createDirectory(root);
    } catch (FileAlreadyExistsException _) {
      if (!isPrivate(root, uid)) {
        throw new IOException(root + " is not a directory of this user alone");
      }
    }
    return new Home(root);
  }

  /// The one that is there, or nothing.
  public static Optional<Home> existing(Path temporary) {
    Object uid = new Libc().user();
    Path root = temporary.resolve("clew-" + uid);
    try {
      return isPrivate(root, uid) ? Optional.of(new Home(root)) : Optional.empty();
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  /// Anybody can make a name in this directory, a link to elsewhere too.
  private static boolean isPrivate(Path root, Object uid) throws IOException {
    Map<String, Object> there =
        Files.readAttributes(root, "unix:uid,permissions,isDirectory", LinkOption.NOFOLLOW_LINKS);
    return uid.equals(there.get("uid"))
        && Boolean.TRUE.equals(there.get("isDirectory"))
        && PosixFilePermissions.fromString(PRIVATE).equals(there.get("permissions"));
  }
}
