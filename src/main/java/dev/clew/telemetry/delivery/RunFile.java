package dev.clew.telemetry.delivery;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A run's file of OTLP/JSON Lines, open for appending. Every process of the run appends whole
/// lines with one write each, so lines never interleave. Mode 0600, in directories of mode 0700.
///
/// Two advisory locks beyond the data say who is there: the *owner* (the process that began the
/// run; exclusive) and the *writers* (every process that still may append; shared). The kernel
/// releases them when a process dies, however it dies.
public final class RunFile implements Closeable {
  /// Offset of the owner's lock, one byte.
  public static final long OWNER_LOCK = 1L << 62;

  private static final long WRITER_LOCK = OWNER_LOCK + 1;
  private static final FileAttribute<Set<PosixFilePermission>> FILE_MODE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> DIRECTORY_MODE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final FileChannel appender;
  private final FileChannel shared;
  private final boolean owner;
  private FileLock writerLock;
  private Path path;
  private boolean midLine;

  private RunFile(
      Path path, FileChannel appender, FileChannel shared, boolean owner, FileLock writerLock) {
    this.path = path;
    this.appender = appender;
    this.shared = shared;
    this.owner = owner;
    this.writerLock = writerLock;
  }

  /// Opens or creates a file. The process that gets the owner's lock is the run's owner; any other
  /// joins as a writer.
  ///
  /// @throws IOException when the directory or file cannot be made or written
  public static RunFile open(Path path) throws IOException {
    while (true) {
      RunFile file = enter(path, create(path));
      if (file != null) {
        return file;
      }
    }
  }

  /// Joins a file whose owner is alive.
  ///
  /// @return null when there is no such file, or nobody owns it
  public static @Nullable RunFile join(Path path) throws IOException {
    if (!Files.exists(path) || !isOwned(path)) {
      return null;
    }
    return enter(path, FileChannel.open(path, Set.of(StandardOpenOption.APPEND)));
  }

  /// Whether a live process owns the file.
  public static boolean isOwned(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        FileLock vacant = channel.tryLock(OWNER_LOCK, 1, true)) {
      return vacant == null;
    } catch (OverlappingFileLockException ours) {
      return true;
    }
  }

  /// Takes the locks; null when the file went away meanwhile, as an owner removes a delivered spool
  /// under the writers' lock.
  private static @Nullable RunFile enter(Path path, FileChannel appender) throws IOException {
    FileChannel shared = null;
    try {
      shared = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
      boolean owner = shared.tryLock(OWNER_LOCK, 1, false) != null;
      FileLock writer = shared.lock(WRITER_LOCK, 1, true);
      if (isSame(path, appender, shared)) {
        return new RunFile(path, appender, shared, owner, writer);
      }
    } catch (NoSuchFileException removedMeanwhile) {
      // Both channels are closed below.
    } catch (IOException e) {
      close(appender, shared);
      throw e;
    }
    close(appender, shared);
    return null;
  }

  private static boolean isSame(Path path, FileChannel appender, FileChannel shared)
      throws IOException {
    return Files.exists(path) && appender.size() == shared.size();
  }

  private static void close(FileChannel appender, @Nullable FileChannel shared) throws IOException {
    appender.close();
    if (shared != null) {
      shared.close();
    }
  }

  private static FileChannel create(Path path) throws IOException {
    Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND);
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

  /// Where the file lies.
  public synchronized Path path() {
    return path;
  }

  /// Whether this process began the run.
  public boolean isOwner() {
    return owner;
  }

  /// Appends whole lines in one write.
  ///
  /// @throws IOException when the disk refuses; a half-written line is closed before the next one
  public synchronized void append(ByteBuffer lines) throws IOException {
    if (midLine) {
      appender.write(ByteBuffer.wrap(new byte[] {'\n'}));
      midLine = false;
    }
    int start = lines.position();
    try {
      while (lines.hasRemaining()) {
        appender.write(lines);
      }
    } finally {
      midLine = lines.hasRemaining() && lines.position() > start;
    }
  }

  /// Reads from a position, through the channel that holds the locks: closing another one of the
  /// same file would release them.
  ///
  /// @return bytes read, -1 at the end
  public int read(ByteBuffer into, long position) throws IOException {
    return shared.read(into, position);
  }

  /// Bytes written so far, by all processes.
  public long size() throws IOException {
    return shared.size();
  }

  /// Removes the file if no other process may still append to it.
  ///
  /// @param expectedSize what has been dealt with; a larger file stays
  /// @return whether it is gone
  public synchronized boolean removeIfAlone(long expectedSize) throws IOException {
    writerLock.release();
    try (FileLock alone = shared.tryLock(WRITER_LOCK, 1, false)) {
      if (alone != null && shared.size() == expectedSize) {
        Files.deleteIfExists(path);
        Files.deleteIfExists(DeliveryMark.of(path));
        return true;
      }
    }
    writerLock = shared.lock(WRITER_LOCK, 1, true);
    return false;
  }

  /// Moves the file and its mark to where finished runs are kept. When one of that name is there
  /// already, its lines are appended to it, and the mark is lost: what it says holds for the file
  /// as it was.
  public synchronized void moveTo(Path target) throws IOException {
    Path directory = target.getParent();
    if (directory != null) {
      createDirectories(directory);
    }
    if (!Files.exists(target)) {
      Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
      moveMark(target);
    } else {
      try (FileChannel to = create(target)) {
        long size = shared.size();
        for (long done = 0; done < size; ) {
          done += shared.transferTo(done, size - done, to);
        }
      }
      Files.delete(path);
      Files.deleteIfExists(DeliveryMark.of(path));
    }
    path = target;
  }

  private void moveMark(Path target) throws IOException {
    if (DeliveryMark.exists(path)) {
      Files.move(DeliveryMark.of(path), DeliveryMark.of(target), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  @Override
  public void close() throws IOException {
    close(appender, shared);
  }
}
