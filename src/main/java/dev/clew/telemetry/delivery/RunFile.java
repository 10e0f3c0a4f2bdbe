package dev.clew.telemetry.delivery;

import dev.clew.config.PrivateFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A run's file of OTLP/JSON Lines, open for appending. Every process of the run appends whole
/// lines with one write each, so lines never interleave. Mode 0600, in directories of mode 0700.
///
/// Two advisory locks beyond the data say who is there: the *owner* (the process that began the
/// run; exclusive) and the *writers* (every process that still may append; shared). The kernel
/// releases them when a process dies, however it dies.
///
/// When the disk refuses, the file goes on in memory, see [Overflow]; [#read] and [#size] speak of
/// both as one file.
public final class RunFile implements Closeable {
  /// Offset of the owner's lock, one byte.
  public static final long OWNER_LOCK = 1L << 62;

  private static final long WRITER_LOCK = OWNER_LOCK + 1;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final FileChannel appender;
  private final FileChannel shared;
  private final boolean owner;
  private final boolean onDisk;
  private FileLock writerLock;
  private Path path;
  private volatile @Nullable Overflow overflow;
  private boolean whole = true;
  private long cutFrom;
  private long cutBytes;

  private RunFile(
      Path path,
      FileChannel appender,
      FileChannel shared,
      boolean owner,
      FileLock writerLock,
      @Nullable Overflow overflow) {
    this.path = path;
    this.appender = appender;
    this.shared = shared;
    this.owner = owner;
    this.writerLock = writerLock;
    this.overflow = overflow;
    this.onDisk = overflow == null;
  }

  /// Opens or creates a file. The process that gets the owner's lock is the run's owner; any other
  /// joins as a writer.
  ///
  /// @throws IOException when the directory or file cannot be made or written
  public static RunFile open(Path path) throws IOException {
    while (true) {
      RunFile file = enter(path, PrivateFiles.append(path));
      if (file != null) {
        return file;
      }
    }
  }

  /// A file that no disk takes: all of it is in memory.
  ///
  /// @param path what it is called
  /// @param cause why it cannot be on disk
  public static RunFile inMemory(Path path, IOException cause) throws IOException {
    Path nothing = Path.of("/dev/null");
    FileChannel channel =
        FileChannel.open(nothing, Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE));
    FileLock lock = channel.lock(WRITER_LOCK, 1, true);
    return new RunFile(path, channel, channel, true, lock, new Overflow(0, cause));
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
      if (owner) {
        cutTornLine(shared);
      }
      FileLock writer = shared.lock(WRITER_LOCK, 1, true);
      if (isSame(path, appender, shared)) {
        return new RunFile(path, appender, shared, owner, writer, null);
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

  /// Removes the half of a line that a process wrote when it was killed: the next line would be
  /// joined with it. Others may still be writing; then it stays.
  private static void cutTornLine(FileChannel shared) throws IOException {
    try (FileLock alone = shared.tryLock(WRITER_LOCK, 1, false)) {
      long size = shared.size();
      long end = alone == null ? size : endOfLines(shared, size);
      if (end < size) {
        shared.truncate(end);
      }
    }
  }

  private static long endOfLines(FileChannel shared, long size) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(size, 64 * 1024));
    for (long from = size; from > 0; ) {
      int length = (int) Math.min(from, chunk.capacity());
      from -= length;
      shared.read(chunk.clear().limit(length), from);
      for (int i = length - 1; i >= 0; i--) {
        if (chunk.get(i) == '\n') {
          return from + i + 1;
        }
      }
    }
    return 0;
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
        write(lines);
        return;
      } catch (IOException full) {
        String why = path + " cannot be written (" + full.getMessage() + ")";
        memory = new Overflow(shared.size(), new IOException(why, full));
        overflow = memory;
      }
    }
    memory.add(lines, output);
  }

  /// Writes all or nothing: half a line would be joined with the next one that another process of
  /// the run writes.
  private void write(ByteBuffer lines) throws IOException {
    int start = lines.position();
    try {
      while (lines.hasRemaining()) {
        appender.write(lines);
      }
    } catch (IOException e) {
      shared.truncate(shared.size() - (lines.position() - start));
      lines.position(start);
      throw e;
    }
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

  /// Reads from a position, through the channel that holds the locks: closing another one of the
  /// same file would release them.
  ///
  /// @return bytes read, -1 at the end
  public int read(ByteBuffer into, long position) throws IOException {
    Overflow memory = overflow;
    if (memory == null) {
      return shared.read(into, position);
    }
    if (position >= memory.base()) {
      return memory.read(into, position);
    }
    int limit = into.limit();
    into.limit((int) Math.min(limit, into.position() + memory.base() - position));
    int read = shared.read(into, position);
    into.limit(limit);
    return read;
  }

  /// Bytes written so far, by all processes.
  public long size() throws IOException {
    Overflow memory = overflow;
    return memory == null ? shared.size() : memory.end();
  }

  /// Removes the file if no other process may still append to it.
  ///
  /// @param expectedSize what has been dealt with; a larger file stays
  /// @return whether it is gone
  public synchronized boolean removeIfAlone(long expectedSize) throws IOException {
    if (!onDisk) {
      return true;
    }
    writerLock.release();
    try (FileLock alone = shared.tryLock(WRITER_LOCK, 1, false)) {
      Overflow memory = overflow;
      boolean whole = memory == null || memory.base() == shared.size();
      if (alone != null && whole && size() == expectedSize) {
        Files.deleteIfExists(path);
        Files.deleteIfExists(DeliveryMark.of(path));
        return true;
      }
    }
    writerLock = shared.lock(WRITER_LOCK, 1, true);
    return false;
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
    boolean alone = shared.size() == memory.base();
    write(memory.rest());
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
      if (owner && onDisk) {
        Files.delete(path);
        Files.deleteIfExists(DeliveryMark.of(path));
      }
    }
    path = target;
  }

  private void addTo(Path target) throws IOException {
    try (FileChannel to = PrivateFiles.append(target)) {
      long before = to.size();
      Overflow memory = overflow;
      long size = owner ? shared.size() : 0;
      try {
        for (long done = 0; done < size; ) {
          done += shared.transferTo(done, size - done, to);
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
    close(appender, shared);
  }
}
