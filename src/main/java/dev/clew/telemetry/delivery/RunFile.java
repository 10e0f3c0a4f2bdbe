package dev.clew.telemetry.delivery;

import dev.clew.config.PrivateFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A run's file of OTLP/JSON Lines, open for appending. Every process of the run appends whole
/// lines with one write each, so lines never interleave. Mode 0600, in directories of mode 0700.
///
/// When the disk refuses, the file goes on in memory, see [Overflow]; [#read] and [#size] speak of
/// both as one file.
public final class RunFile implements Closeable {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final LockedFile disk;
  private final boolean onDisk;
  private Path path;
  private volatile @Nullable Overflow overflow;
  private boolean whole = true;
  private long cutFrom;
  private long cutBytes;

  private RunFile(Path path, LockedFile disk, @Nullable Overflow overflow) {
    this.path = path;
    this.disk = disk;
    this.overflow = overflow;
    this.onDisk = overflow == null;
  }

  /// Opens or creates a file. The process that gets the owner's lock is the run's owner; any other
  /// joins as a writer.
  ///
  /// @throws IOException when the directory or file cannot be made or written
  public static RunFile open(Path path) throws IOException {
    while (true) {
      LockedFile disk = LockedFile.enter(path, PrivateFiles.append(path));
      if (disk != null) {
        return new RunFile(path, disk, null);
      }
    }
  }

  /// A file that no disk takes: all of it is in memory.
  ///
  /// @param path what it is called
  /// @param cause why it cannot be on disk
  public static RunFile inMemory(Path path, IOException cause) throws IOException {
    return new RunFile(path, LockedFile.nothing(), new Overflow(0, cause));
  }

  /// Joins a file whose owner is alive.
  ///
  /// @return null when there is no such file, or nobody owns it
  public static @Nullable RunFile join(Path path) throws IOException {
    if (!Files.exists(path) || !isOwned(path)) {
      return null;
    }
    FileChannel appender = FileChannel.open(path, Set.of(StandardOpenOption.APPEND));
    LockedFile disk = LockedFile.enter(path, appender);
    return disk == null ? null : new RunFile(path, disk, null);
  }

  /// Whether a live process owns the file.
  public static boolean isOwned(Path path) throws IOException {
    return LockedFile.isOwned(path);
  }

  /// Where the file lies.
  public synchronized Path path() {
    return path;
  }

  /// Whether this process began the run.
  public boolean isOwner() {
    return disk.isOwner();
  }

  /// Appends whole lines in one write.
  ///
  /// @throws IOException when neither the disk nor memory takes them
  public void append(ByteBuffer lines) throws IOException {
    append(lines, false);
  }

  /// Appends lines of output, of which there may be more than memory takes: where the disk refuses
  /// they wait until the backend has confirmed others.
  ///
  /// @param patience how long nothing may be confirmed meanwhile
  /// @throws IOException when neither the disk nor memory takes them
  public void appendOutput(ByteBuffer lines, Duration patience)
      throws IOException, InterruptedException {
    Overflow memory = overflow;
    if (memory != null) {
      memory.awaitRoom(patience);
    }
    append(lines, true);
  }

  private synchronized void append(ByteBuffer lines, boolean output) throws IOException {
    Overflow memory = overflow;
    if (memory == null) {
      try {
        disk.write(lines);
        return;
      } catch (IOException full) {
        String why = path + " cannot be written (" + full.getMessage() + ")";
        memory = new Overflow(disk.size(), new IOException(why, full));
        overflow = memory;
      }
    }
    memory.add(lines, output);
  }

  /// Whether it holds everything: what has gone from memory after it was confirmed is lacking.
  public boolean isWhole() {
    return whole;
  }

  /// Why the disk takes no more, or null.
  public @Nullable IOException refusal() {
    Overflow memory = overflow;
    return memory == null ? null : memory.cause();
  }

  /// Lets go of what is in memory before a position.
  void forget(long position) {
    Overflow memory = overflow;
    if (memory != null) {
      memory.forget(position);
    }
  }

  /// Reads from a position.
  ///
  /// @return bytes read, -1 at the end
  public int read(ByteBuffer into, long position) throws IOException {
    Overflow memory = overflow;
    if (memory == null) {
      return disk.read(into, position);
    }
    if (position >= memory.base()) {
      return memory.read(into, position);
    }
    int limit = into.limit();
    into.limit((int) Math.min(limit, into.position() + memory.base() - position));
    int read = disk.read(into, position);
    into.limit(limit);
    return read;
  }

  /// Bytes written so far, by all processes.
  public long size() throws IOException {
    Overflow memory = overflow;
    return memory == null ? disk.size() : memory.end();
  }

  /// Removes the file if no other process may still append to it.
  ///
  /// @param expectedSize what has been dealt with; a larger file stays
  /// @return whether it is gone
  public synchronized boolean removeIfAlone(long expectedSize) throws IOException {
    if (!onDisk) {
      return true;
    }
    return disk.asOnlyWriter(
        () -> {
          Overflow memory = overflow;
          boolean complete = memory == null || memory.base() == disk.size();
          if (!complete || size() != expectedSize) {
            return false;
          }
          Files.deleteIfExists(path);
          Files.deleteIfExists(DeliveryMark.of(path));
          return true;
        });
  }

  /// Writes to disk after all what memory holds.
  ///
  /// @throws IOException when the disk still refuses
  public synchronized void flush() throws IOException {
    Overflow memory = overflow;
    if (memory == null) {
      return;
    }
    if (!onDisk) {
      throw memory.cause();
    }
    boolean alone = disk.size() == memory.base();
    disk.write(memory.rest());
    landed(memory, alone);
  }

  /// Notes that what memory held lies on disk.
  ///
  /// @param alone whether it lies where the disk refused it
  private void landed(Overflow memory, boolean alone) {
    whole = memory.forgotten() == 0;
    cutFrom = alone ? memory.base() : 0;
    cutBytes = alone ? memory.forgotten() : Long.MAX_VALUE;
    overflow = null;
  }

  /// How far a signal has been dealt with, for the mark: positions on disk.
  Progress asOnDisk(Progress progress) {
    Overflow memory = overflow;
    return memory == null
        ? progress.without(cutFrom, cutBytes)
        : progress.without(memory.base(), Long.MAX_VALUE);
  }

  /// Moves the file and its mark to where finished runs are kept. When one of that name is there
  /// already, its lines are appended to it, and the mark is lost: what it says holds for the file
  /// as it was. What memory holds goes there too; of a file that belongs to another process nothing
  /// else does.
  public synchronized void moveTo(Path target) throws IOException {
    Path directory = target.getParent();
    if (directory != null) {
      PrivateFiles.createDirectories(directory);
    }
    if (overflow == null && !Files.exists(target)) {
      Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
      moveMark(target);
    } else {
      addTo(target);
      if (disk.isOwner() && onDisk) {
        Files.delete(path);
        Files.deleteIfExists(DeliveryMark.of(path));
      }
    }
    path = target;
  }

  private void addTo(Path target) throws IOException {
    try (FileChannel to = PrivateFiles.append(target);
        FileChannel from = FileChannel.open(target, StandardOpenOption.READ)) {
      long before = to.size();
      Overflow memory = overflow;
      long size = disk.isOwner() ? disk.size() : 0;
      try {
        if (LockedFile.isTorn(from, before)) {
          to.write(LockedFile.newline());
        }
        for (long done = 0; done < size; ) {
          done += disk.transferTo(done, size - done, to);
        }
        for (ByteBuffer rest = memory == null ? NOTHING : memory.rest(); rest.hasRemaining(); ) {
          to.write(rest);
        }
      } catch (IOException e) {
        to.truncate(before);
        throw e;
      }
      if (memory != null) {
        landed(memory, before == 0 && size == memory.base());
      }
    }
  }

  private void moveMark(Path target) throws IOException {
    if (DeliveryMark.exists(path)) {
      Files.move(DeliveryMark.of(path), DeliveryMark.of(target), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  @Override
  public void close() throws IOException {
    disk.close();
  }
}
