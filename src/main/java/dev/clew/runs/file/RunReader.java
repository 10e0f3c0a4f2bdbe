package dev.clew.runs.file;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.record.Entry;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Predicate;

/// Reads a run file from front to back, and on as it grows. Damaged lines are passed over and
/// counted. Memory holds one line and its entries.
///
/// Closing a reader of a path releases every lock that this process itself holds on the file (POSIX
/// locks belong to the process), so the process that records a run reads it through [OpenRun].
public final class RunReader implements AutoCloseable {
  private final Path file;
  private final OpenRun run;
  private final EntryReader entries;

  private RunReader(Path file, OpenRun run, long from, Selection selection) {
    this.file = file;
    this.run = run;
    this.entries = new EntryReader(run::read, from, selection);
  }

  /// What opens the file of one run.
  @FunctionalInterface
  public interface Opening {
    /// Opens it.
    ///
    /// @param from offset to start at; the line that it lies in is passed over
    /// @throws ClewError E022 when the file cannot be opened
    RunReader open(long from, Selection selection);
  }

  /// Opens a file.
  ///
  /// @param from offset to start at; the line that it lies in is passed over
  /// @throws ClewError E022 when the file cannot be opened
  public static RunReader open(Path file, long from, Selection selection) {
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      return new RunReader(file, new ForeignRun(channel), from, selection);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /// Reads what is open already.
  ///
  /// @param file for errors
  public static RunReader of(Path file, OpenRun run, long from, Selection selection) {
    return new RunReader(file, run, from, selection);
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
    return run.live();
  }

  /// The file's size in bytes.
  public long size() {
    try {
      return run.size();
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
      run.close();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static ClewError unreadable(Path file, IOException cause) {
    return new ClewError(ErrorCode.E022, file + ": " + cause, cause);
  }
}
