package dev.clew.runfile;

import dev.clew.posix.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The end of a run's file that the disk has not taken: whole lines in a file on another disk, and
/// in memory where that takes no more either. Those in memory are let go of as the backend confirms
/// them. Memory is bounded: output waits for room, and what comes when there is none left is
/// refused.
final class Overflow {
  private static final int ROOM = 8 << 20;
  private static final byte[] GONE = new byte[64 * 1024];

  static {
    Arrays.fill(GONE, (byte) '\n');
  }

  private final long base;
  private final IOException cause;
  private final @Nullable Path path;
  private final @Nullable FileChannel file;
  private boolean fileTakesMore;
  private long filed;
  private byte[] bytes = new byte[64 * 1024];
  private int length;
  private long forgotten;
  private boolean hopeless;

  private Overflow(long base, IOException cause, @Nullable Path path, @Nullable FileChannel file) {
    this.base = base;
    this.cause = cause;
    this.path = path;
    this.file = file;
    this.fileTakesMore = file != null;
  }

  /// In a new file, or in memory alone where none can be made.
  ///
  /// @param base what the disk has taken, bytes
  /// @param cause why it takes no more
  static Overflow of(long base, IOException cause, SparePlace place) {
    try {
      Path path = place.path();
      if (path != null) {
        return inFile(base, cause, path);
      }
    } catch (IOException neither) {
      cause.addSuppressed(neither);
    }
    return new Overflow(base, cause, null, null);
  }

  private static Overflow inFile(long base, IOException cause, Path path) throws IOException {
    // One that is there is of a process that had the same number, and was killed.
    Files.deleteIfExists(path);
    PrivateFiles.create(path).close();
    FileChannel file =
        FileChannel.open(path, Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE));
    return new Overflow(base, cause, path, file);
  }

  long base() {
    return base;
  }

  IOException cause() {
    return cause;
  }

  /// The file on the other disk, or null when that has taken nothing.
  synchronized @Nullable Path path() {
    return filed > 0 ? path : null;
  }

  /// Whether nothing is held in memory.
  synchronized boolean isOnDisk() {
    return length == 0;
  }

  /// Where the bytes lie that are not held any more.
  synchronized long cutFrom() {
    return base + filed;
  }

  /// Bytes that are not held any more.
  synchronized long forgotten() {
    return forgotten;
  }

  /// Size of the run's file, this included.
  synchronized long end() {
    return base + filed + forgotten + length;
  }

  /// Waits until there is room for more output, or the backend has confirmed nothing for a time. It
  /// is not waited for a second time before it has confirmed something.
  synchronized void awaitRoom(Duration patience) throws InterruptedException {
    while (length >= ROOM && !hopeless) {
      long before = forgotten;
      long end = System.nanoTime() + patience.toNanos();
      for (long left = patience.toMillis();
          forgotten == before && left > 0;
          left = (end - System.nanoTime()) / 1_000_000) {
        wait(left);
      }
      hopeless = forgotten == before;
    }
  }

  /// @param output whether it is output of the command; the other half of the memory is for the
  ///   rest
  /// @throws IOException when there is no room
  synchronized void add(ByteBuffer lines, boolean output) throws IOException {
    if (fileTakesMore && file(lines)) {
      return;
    }
    int more = lines.remaining();
    if (length >= (output ? ROOM : 2 * ROOM)) {
      throw new IOException("there is no room left in memory either", cause);
    }
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
    lines.get(bytes, length, more);
    length += more;
  }

  private boolean file(ByteBuffer lines) {
    int start = lines.position();
    int more = lines.remaining();
    FileChannel to = file;
    try {
      for (long at = filed; to != null && lines.hasRemaining(); ) {
        at += to.write(lines, at);
      }
      filed += more;
      return true;
    } catch (IOException full) {
      // What follows is in memory; the part of a line that was written lies behind the end.
      lines.position(start);
      fileTakesMore = false;
      return false;
    }
  }

  /// Reads from a position of the run's file.
  ///
  /// @param disk holds what lies before the base
  /// @return bytes read, -1 at the end
  int read(LockedFile disk, ByteBuffer into, long position) throws IOException {
    if (position >= base) {
      return read(into, position);
    }
    int limit = into.limit();
    into.limit((int) Math.min(limit, into.position() + base - position));
    int read = disk.read(into, position);
    into.limit(limit);
    return read;
  }

  /// Reads from a position behind the base; what is forgotten reads as empty lines.
  ///
  /// @return bytes read, -1 at the end
  synchronized int read(ByteBuffer into, long position) throws IOException {
    long inFile = position - base;
    if (file != null && inFile < filed) {
      int limit = into.limit();
      into.limit((int) Math.min(limit, into.position() + filed - inFile));
      int read = file.read(into, inFile);
      into.limit(limit);
      return read;
    }
    long at = inFile - filed - forgotten;
    if (at >= length) {
      return -1;
    }
    int size = (int) Math.min(into.remaining(), at < 0 ? Math.min(-at, GONE.length) : length - at);
    into.put(at < 0 ? GONE : bytes, at < 0 ? 0 : (int) at, size);
    return size;
  }

  /// Lets go of what lies in memory before a position of the run's file.
  synchronized void forget(long position) {
    int settled = (int) Math.min(length, position - base - filed - forgotten);
    if (settled > 0) {
      length -= settled;
      System.arraycopy(bytes, settled, bytes, 0, length);
      forgotten += settled;
      hopeless = false;
      notifyAll();
    }
  }

  /// Writes all that is still held.
  synchronized void writeTo(WritableByteChannel target) throws IOException {
    if (file != null) {
      for (long done = 0; done < filed; ) {
        done += file.transferTo(done, filed - done, target);
      }
    }
    for (ByteBuffer rest = ByteBuffer.wrap(bytes, 0, length); rest.hasRemaining(); ) {
      target.write(rest);
    }
  }

  /// Removes the file on the other disk: what was in it lies elsewhere, or is not needed.
  synchronized void discard() throws IOException {
    filed = 0;
    close();
  }

  /// Closes the file on the other disk, which stays where it holds something.
  synchronized void close() throws IOException {
    if (file != null && path != null) {
      file.close();
      if (filed == 0) {
        Files.deleteIfExists(path);
      }
    }
  }
}
