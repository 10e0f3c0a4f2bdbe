package dev.clew.runs.file;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.record.Entry;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Predicate;

/// Reads a run file from front to back, and on as it grows. Damaged lines are passed over and
/// counted. Memory holds one line and its entries.
///
/// Closing a reader releases every lock that this process itself holds on the file (POSIX locks
/// belong to the process), so the process that records a run does not read that run's file.
public final class RunReader implements AutoCloseable {
  private static final long LOCK_POSITION = 1L << 62;

  private final Path file;
  private final FileChannel channel;
  private final EntryReader entries;

  private RunReader(Path file, FileChannel channel, long from, Selection selection) {
    this.file = file;
    this.channel = channel;
    this.entries = new EntryReader(channel::read, from, selection);
  }

  /// Opens a file.
  ///
  /// @param from offset to start at; the line that it lies in is passed over
  /// @throws ClewError E022 when the file cannot be opened
  public static RunReader open(Path file, long from, Selection selection) {
    try {
      return new RunReader(file, FileChannel.open(file, StandardOpenOption.READ), from, selection);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /// Hands out the entries of all whole lines that are there now.
  ///
  /// @param visitor returns false to end the reading after the current line
  /// @throws ClewError E022 when reading fails
  public void readAvailable(Predicate<Entry> visitor) {
    try {
      entries.readAvailable(visitor);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /// Hands out the entries of all lines, and of what follows the last newline when that is a whole
  /// line.
  public void readAll(Predicate<Entry> visitor) {
    try {
      entries.readAll(visitor);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /// Whether the process that started the run lives: it holds a lock on the file.
  public boolean live() {
    try (var lock = channel.tryLock(LOCK_POSITION, 1, true)) {
      return lock == null;
    } catch (OverlappingFileLockException _) {
      return true;
    } catch (IOException _) {
      // A file system without locks: nobody can be known to hold one.
      return false;
    }
  }

  /// The file's size in bytes.
  public long size() {
    try {
      return channel.size();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /// Where the part of the file starts that has not been handed out.
  public long position() {
    return entries.position();
  }

  /// How many lines were damaged so far.
  public long damaged() {
    return entries.damaged();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static ClewError unreadable(Path file, IOException cause) {
    return new ClewError(ErrorCode.E022, file + ": " + cause, cause);
  }
}
