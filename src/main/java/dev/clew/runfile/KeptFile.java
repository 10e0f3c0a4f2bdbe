package dev.clew.runfile;

import dev.clew.posix.PrivateFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A locked file that its owner makes again when somebody removes it: as long as it is open, the
/// file system keeps its content.
final class KeptFile implements Closeable {
  private static final long NANOS_BETWEEN_LOOKS = 1_000_000_000;

  private final List<Removed> removed = new ArrayList<>();
  private volatile LockedFile current;
  private @Nullable Object key;
  private long looked = System.nanoTime();

  /// A removed file, which other processes of the run may still append to.
  ///
  /// @param copied bytes of it that lie in the file made again
  private record Removed(LockedFile file, long copied) {}

  private KeptFile(LockedFile current, @Nullable Object key) {
    this.current = current;
    this.key = key;
  }

  /// Keeps an open file at its path.
  static KeptFile at(Path path, LockedFile file) throws IOException {
    return new KeptFile(file, keyOf(path));
  }

  /// Keeps nothing: there is no file.
  static KeptFile nothing() throws IOException {
    return new KeptFile(LockedFile.nothing(), null);
  }

  /// Opens or creates the file.
  static LockedFile enter(Path path) throws IOException {
    while (true) {
      LockedFile file = LockedFile.enter(path, PrivateFiles.append(path));
      if (file != null) {
        return file;
      }
    }
  }

  LockedFile current() {
    return current;
  }

  /// Restores it when it was removed; looks at most once a second.
  void look(Path path) throws IOException {
    if (System.nanoTime() - looked > NANOS_BETWEEN_LOOKS) {
      restore(path);
    }
  }

  /// Makes it again, if it was removed, with what it held.
  ///
  /// @throws IOException when it cannot be made
  void restore(Path path) throws IOException {
    looked = System.nanoTime();
    if (key == null || !current.isOwner() || keyOf(path) != null) {
      return;
    }
    LockedFile old = current;
    LockedFile again = enter(path);
    try {
      long size = old.size();
      again.append(to -> old.copyTo(to, 0, size));
      removed.add(new Removed(old, size));
    } catch (IOException e) {
      Files.deleteIfExists(path);
      again.close();
      throw e;
    }
    key = keyOf(path);
    current = again;
  }

  /// Adds what others have written to a removed file after it was made again. When a process of the
  /// same run has made another file of the name, everything is added to that one.
  ///
  /// @return whether what it held before lies where it lay
  boolean collect(Path path) throws IOException {
    restore(path);
    for (int i = 0; i < removed.size(); i++) {
      Removed each = removed.get(i);
      long size = each.file.size();
      if (size > each.copied) {
        current.append(to -> each.file.copyTo(to, each.copied, size));
        removed.set(i, new Removed(each.file, size));
      }
    }
    Object now = keyOf(path);
    if (key == null || !current.isOwner() || key.equals(now)) {
      return true;
    }
    LockedFile old = current;
    long size = old.size();
    LockedFile.appendTo(path, to -> old.copyTo(to, 0, size));
    key = now;
    return false;
  }

  private static @Nullable Object keyOf(Path path) throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    } catch (NoSuchFileException gone) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    current.close();
    for (Removed each : removed) {
      each.file.close();
    }
  }
}
