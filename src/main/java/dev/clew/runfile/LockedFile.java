package dev.clew.runfile;

import dev.clew.posix.PrivateFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A file that several processes append to, and two advisory locks beyond its data that say who is
/// there: the *owner* (the process that began the run; exclusive) and the *writers* (every process
/// that still may append; shared). The kernel releases them when a process dies, however it dies.
final class LockedFile implements Closeable {
  /// Offset of the owner's lock, one byte.
  private static final long OWNER_LOCK = 1L << 62;

  private static final long WRITER_LOCK = OWNER_LOCK + 1;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final FileChannel appender;
  private final FileChannel shared;
  private final boolean owner;
  private FileLock writerLock;

  /// Size of the file after this process' last write.
  private long end;

  private final OwnOutput ownOutput = new OwnOutput();

  private LockedFile(FileChannel appender, FileChannel shared, boolean owner, FileLock writerLock) {
    this.appender = appender;
    this.shared = shared;
    this.owner = owner;
    this.writerLock = writerLock;
  }

  /// What only the one process that may still append does.
  @FunctionalInterface
  interface LastAct {
    /// Does it.
    ///
    /// @return whether nobody is going to append any more
    boolean run() throws IOException;
  }

  /// A file that holds nothing, and that this process owns.
  static LockedFile nothing() throws IOException {
    FileChannel channel =
        FileChannel.open(
            Path.of("/dev/null"), Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE));
    return new LockedFile(channel, channel, true, channel.lock(WRITER_LOCK, 1, true));
  }

  /// Whether a live process owns the file.
  static boolean isOwned(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        FileLock vacant = channel.tryLock(OWNER_LOCK, 1, true)) {
      return vacant == null;
    } catch (OverlappingFileLockException ours) {
      return true;
    }
  }

  /// Takes the locks: the owner's if nobody has it, and a writer's; null when the file went away
  /// meanwhile, as an owner removes a delivered spool under the writers' lock.
  static @Nullable LockedFile enter(Path path, FileChannel appender) throws IOException {
    FileChannel shared = null;
    try {
      shared = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
      boolean owner = shared.tryLock(OWNER_LOCK, 1, false) != null;
      if (owner) {
        cutTornLine(shared);
      }
      FileLock writer = shared.lock(WRITER_LOCK, 1, true);
      if (isSame(path, appender, shared)) {
        return new LockedFile(appender, shared, owner, writer);
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

  /// Whether this process began the run.
  boolean isOwner() {
    return owner;
  }

  /// Writes all or nothing, and begins a new line where a killed process has left half of one.
  ///
  /// @param output whether these are lines of the command's output
  void write(ByteBuffer lines, boolean output) throws IOException {
    int start = lines.position();
    long before = shared.size();
    ownOutput.seen(before);
    long written = 0;
    ByteBuffer[] all = {isTorn(before) ? newline() : NOTHING, lines};
    try {
      while (lines.hasRemaining()) {
        written += appender.write(all);
      }
      end = before + written;
      if (output) {
        ownOutput.wrote(end - (lines.limit() - start), end);
      }
    } catch (IOException e) {
      // Another process may have written since; it begins a new line behind the half of this one.
      if (shared.size() == before + written) {
        shared.truncate(before);
      }
      lines.position(start);
      throw e;
    }
  }

  /// Writes lines of any number.
  @FunctionalInterface
  interface Lines {
    void writeTo(WritableByteChannel target) throws IOException;
  }

  /// Appends lines, all or none.
  void append(Lines lines) throws IOException {
    append(appender, shared, lines);
  }

  /// Appends lines to a file that no process of the run has open, all or none.
  ///
  /// @return its size before
  static long appendTo(Path path, Lines lines) throws IOException {
    try (FileChannel to = PrivateFiles.append(path);
        FileChannel from = FileChannel.open(path, StandardOpenOption.READ)) {
      return append(to, from, lines);
    }
  }

  private static long append(FileChannel to, FileChannel from, Lines lines) throws IOException {
    long before = to.size();
    try {
      if (isTorn(from, before)) {
        to.write(newline());
      }
      lines.writeTo(to);
      return before;
    } catch (IOException e) {
      to.truncate(before);
      throw e;
    }
  }

  /// Writes a part of what it holds.
  ///
  /// @param from inclusive, bytes
  /// @param to exclusive, at most its size
  void copyTo(WritableByteChannel target, long from, long to) throws IOException {
    for (long done = from; done < to; ) {
      done += shared.transferTo(done, to - done, target);
    }
  }

  /// Whether the last byte is no newline. This process writes whole lines, so that only what others
  /// have written is looked at.
  private boolean isTorn(long size) throws IOException {
    return size != end && isTorn(shared, size);
  }

  /// Whether the last byte of a file of this size is no newline.
  private static boolean isTorn(FileChannel file, long size) throws IOException {
    ByteBuffer last = newline();
    return size > 0 && file.read(last.clear(), size - 1) == 1 && last.get(0) != '\n';
  }

  private static ByteBuffer newline() {
    return ByteBuffer.wrap(new byte[] {'\n'});
  }

  /// Reads through the channel that holds the locks: closing another one of the same file would
  /// release them.
  ///
  /// @return bytes read, -1 at the end
  int read(ByteBuffer into, long position) throws IOException {
    return shared.read(into, position);
  }

  /// Bytes written so far, by all processes.
  long size() throws IOException {
    return shared.size();
  }

  /// Where it holds output that this process has written.
  List<Progress.Part> ownOutput() throws IOException {
    return ownOutput.parts(shared.size());
  }

  /// Does something if no other process may still append.
  ///
  /// @return what it returned, false when it was not done
  boolean asOnlyWriter(LastAct act) throws IOException {
    writerLock.release();
    try (FileLock alone = shared.tryLock(WRITER_LOCK, 1, false)) {
      if (alone != null && act.run()) {
        return true;
      }
    }
    writerLock = shared.lock(WRITER_LOCK, 1, true);
    return false;
  }

  /// Removes a file of its own that took nothing.
  void removeIfEmpty(Path path) throws IOException {
    if (owner && size() == 0) {
      asOnlyWriter(() -> size() == 0 && Files.deleteIfExists(path));
    }
  }

  @Override
  public void close() throws IOException {
    close(appender, shared);
  }
}
