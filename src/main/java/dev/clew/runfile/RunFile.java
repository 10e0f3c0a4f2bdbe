package dev.clew.runfile;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import dev.clew.posix.PrivateFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run's file of OTLP/JSON Lines, open for appending. Every process of the run appends whole
/// lines with one write each, so lines never interleave. Mode 0600, in directories of mode 0700.
///
/// When the disk refuses, it goes on elsewhere ([Overflow]); [#read] and [#size] cover both. When
/// somebody removes it, it is made again of what is still open ([KeptFile]).
public final class RunFile implements Closeable {
  private final boolean onDisk;
  private final KeptFile disk;
  private Path path;
  private SparePlace place = SparePlace.MEMORY;
  private volatile @Nullable Overflow overflow;
  private boolean whole = true;
  private boolean lost;
  private long cutFrom;
  private long cutBytes;

  private RunFile(Path path, KeptFile disk, @Nullable Overflow overflow) {
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
    return new RunFile(path, KeptFile.at(path, KeptFile.enter(path)), null);
  }

  /// A file that no disk takes: all of it is in memory.
  ///
  /// @param path what it is called
  /// @param cause why it cannot be on disk
  public static RunFile inMemory(Path path, IOException cause) throws IOException {
    return new RunFile(path, KeptFile.nothing(), Overflow.of(0, cause, SparePlace.MEMORY));
  }

  /// Joins a file whose owner is alive.
  ///
  /// @return null when there is no such file, or nobody owns it
  public static @Nullable RunFile join(Path path) throws IOException {
    if (!Files.exists(path) || !isOwned(path)) {
      return null;
    }
    LockedFile disk = LockedFile.enter(path, FileChannel.open(path, StandardOpenOption.APPEND));
    return disk == null ? null : new RunFile(path, KeptFile.at(path, disk), null);
  }

  /// Whether a live process owns the file.
  public static boolean isOwned(Path path) throws IOException {
    return LockedFile.isOwned(path);
  }

  /// Says where it goes on when its disk refuses; in memory, when nothing is said.
  public synchronized void overflowInto(SparePlace elsewhere) {
    place = elsewhere;
  }

  /// Where the file lies.
  public synchronized Path path() {
    return path;
  }

  /// Whether this process began the run.
  public boolean isOwner() {
    return disk.current().isOwner();
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
    Overflow further = overflow;
    if (further != null) {
      further.awaitRoom(patience);
    }
    append(lines, true);
  }

  private synchronized void append(ByteBuffer lines, boolean output) throws IOException {
    Overflow further = overflow;
    if (further == null) {
      try {
        disk.look(path);
        disk.current().write(lines, output);
        return;
      } catch (IOException full) {
        String why = path + " cannot be written (" + full.getMessage() + ")";
        further = Overflow.of(disk.current().size(), new IOException(why, full), place);
        overflow = further;
      }
    }
    try {
      further.add(lines, output);
    } catch (IOException e) {
      lost = true;
      throw e;
    }
  }

  /// Whether it holds everything that the backend has not confirmed; what nothing had room for is
  /// lacking.
  public synchronized boolean isComplete() {
    return !lost;
  }

  /// Whether it holds everything: what has gone from memory after it was confirmed is lacking, too.
  public synchronized boolean isWhole() {
    return whole && !lost;
  }

  /// Why the disk takes no more, or null.
  public @Nullable IOException refusal() {
    Overflow further = overflow;
    return further == null ? null : further.cause();
  }

  /// The file in which it goes on, or null when that is memory alone.
  public @Nullable Path overflowPath() {
    Overflow further = overflow;
    return further == null ? null : further.path();
  }

  /// Whether all that its disk has refused lies in the file in which it goes on.
  public synchronized boolean isKeptInTwo() {
    Overflow further = overflow;
    return further != null && further.path() != null && further.isOnDisk() && isWhole();
  }

  /// Lets go of what is in memory before a position.
  public void forget(long position) {
    Overflow further = overflow;
    if (further != null) {
      further.forget(position);
    }
  }

  /// Reads from a position.
  ///
  /// @return bytes read, -1 at the end
  public int read(ByteBuffer into, long position) throws IOException {
    Overflow further = overflow;
    return further == null
        ? disk.current().read(into, position)
        : further.read(disk.current(), into, position);
  }

  /// Where it holds output that this process has written, as far as that is known.
  synchronized List<Progress.Part> ownOutput() throws IOException {
    return disk.current().ownOutput();
  }

  /// Bytes written so far, by all processes.
  public long size() throws IOException {
    Overflow further = overflow;
    return further == null ? disk.current().size() : further.end();
  }

  /// Removes the file if no other process may still append to it.
  ///
  /// @param expectedSize what has been dealt with; a larger file stays
  /// @return whether it is gone
  public synchronized boolean removeIfAlone(long expectedSize) throws IOException {
    if (!onDisk) {
      return true;
    }
    Overflow further = overflow;
    return disk.current()
        .asOnlyWriter(
            () -> {
              boolean complete = further == null || further.base() == disk.current().size();
              if (!complete || size() != expectedSize) {
                return false;
              }
              Files.deleteIfExists(path);
              Files.deleteIfExists(DeliveryCheckpoint.of(path));
              if (further != null) {
                further.discard();
              }
              return true;
            });
  }

  /// Writes to disk after all what lies elsewhere.
  ///
  /// @throws IOException when the disk still refuses
  public synchronized void flush() throws IOException {
    if (!disk.collect(path)) {
      cutBytes = Long.MAX_VALUE;
    }
    Overflow further = overflow;
    if (further == null) {
      return;
    }
    if (!onDisk) {
      throw further.cause();
    }
    boolean alone = disk.current().size() == further.base();
    disk.current().append(further::writeTo);
    landed(further, alone);
  }

  /// Notes that what the disk had refused lies on disk.
  ///
  /// @param alone whether it lies where the disk refused it
  private void landed(Overflow further, boolean alone) throws IOException {
    whole &= further.forgotten() == 0;
    cutFrom = alone ? further.cutFrom() : 0;
    cutBytes = alone ? further.forgotten() : Long.MAX_VALUE;
    overflow = null;
    further.discard();
  }

  /// How far a signal has been dealt with, for the mark: positions on disk.
  public Progress asOnDisk(Progress progress) {
    Overflow further = overflow;
    return further == null
        ? progress.without(cutFrom, cutBytes)
        : progress.without(further.base(), Long.MAX_VALUE);
  }

  /// Moves the file and its mark to where finished runs are kept, with what lies elsewhere. Where
  /// one of that name is already, its lines are appended and the mark is lost, as it speaks of the
  /// file as it was. Of a file that belongs to another process only what lies elsewhere is moved.
  public synchronized void moveTo(Path target) throws IOException {
    PrivateFiles.createParents(target);
    if (overflow == null && Files.exists(path) && !Files.exists(target)) {
      Files.move(path, target, ATOMIC_MOVE);
      if (DeliveryCheckpoint.exists(path)) {
        Files.move(DeliveryCheckpoint.of(path), DeliveryCheckpoint.of(target), ATOMIC_MOVE);
      }
    } else {
      addTo(target);
      if (disk.current().isOwner() && onDisk && Files.exists(path)) {
        Files.delete(path);
        Files.deleteIfExists(DeliveryCheckpoint.of(path));
      }
    }
    path = target;
  }

  private void addTo(Path target) throws IOException {
    Overflow further = overflow;
    long size = disk.current().isOwner() ? disk.current().size() : 0;
    long before =
        LockedFile.appendTo(
            target,
            to -> {
              if (size > 0) {
                disk.current().copyTo(to, 0, size);
              }
              if (further != null) {
                further.writeTo(to);
              }
            });
    if (further != null) {
      landed(further, before == 0 && size == further.base());
    }
  }

  @Override
  public void close() throws IOException {
    Overflow further = overflow;
    if (further != null) {
      if (onDisk) {
        disk.current().removeIfEmpty(path());
      }
      further.close();
    }
    disk.close();
  }
}
