package dev.clew.store;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The files of the database as they were opened. Where one of them is removed or replaced, SQLite
/// goes on writing into what nobody will ever read again.
final class StoreFiles {
  private final Path database;
  private final Path log;
  private final @Nullable Object databaseKey;
  private final @Nullable Object logKey;

  private StoreFiles(Path database, @Nullable Object databaseKey, @Nullable Object logKey) {
    this.database = database;
    this.log = log(database);
    this.databaseKey = databaseKey;
    this.logKey = logKey;
  }

  /// @param database an open database with a write-ahead log
  static StoreFiles of(Path database) {
    return new StoreFiles(database, key(database), key(log(database)));
  }

  /// The write-ahead log of a database.
  static Path log(Path database) {
    return database.resolveSibling(database.getFileName() + "-wal");
  }

  /// Checks that all of them are still where they were.
  ///
  /// @throws ClewError E077 when one of them is not
  void check() {
    check(database, databaseKey);
    if (logKey != null) {
      check(log, logKey);
    }
  }

  /// The same without a log: SQLite removes it with the last connection, after its pages have gone
  /// into the database.
  StoreFiles withoutLog() {
    return new StoreFiles(database, databaseKey, null);
  }

  /// Whether the log is where it was.
  boolean hasLog() {
    return logKey != null && logKey.equals(key(log));
  }

  private static void check(Path file, @Nullable Object opened) {
    Object now = key(file);
    if (now == null) {
      throw new ClewError(ErrorCode.E077, file + " was removed.");
    }
    if (!Objects.equals(now, opened)) {
      throw new ClewError(ErrorCode.E077, file + " was replaced by another file.");
    }
  }

  private static @Nullable Object key(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    } catch (IOException gone) {
      return null;
    }
  }
}
