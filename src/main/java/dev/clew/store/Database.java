package dev.clew.store;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.posix.PrivateFiles;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.pool.DataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;

/// The SQLite file: one connection that writes, some that read. Readers see the last commit and
/// never wait for the writer (write-ahead log).
final class Database implements AutoCloseable {
  /// The version of the schema that this program reads and writes.
  static final int VERSION = 4;

  /// The version that has a table of links.
  private static final int LINKS = 4;

  /// `PRAGMA application_id` of a store: "Clew" in ASCII.
  private static final int APPLICATION = 0x436C6577;

  private static final int READERS = 4;

  private final Path file;
  private final Sql sql;
  private final AgroalDataSource readers;
  private @Nullable Connection writer;
  private StoreFiles files;

  private Database(Path file, Sql sql, Connection writer, AgroalDataSource readers) {
    this.file = file;
    this.sql = sql;
    this.writer = writer;
    this.readers = readers;
    this.files = StoreFiles.of(file);
  }

  /// Where a store in a directory has its file.
  static Path file(Path directory) {
    return directory.resolve("clew.db");
  }

  /// Opens the file, and makes it where there is none.
  ///
  /// @param now in nanoseconds since 1970: when records came in of which that is not known
  /// @throws ClewError E071 when the file is damaged or is no store, E072 when it was written by a
  ///   later version, E073 when it cannot be written; the file is left as it was
  static Database open(Path directory, Sql sql, long now) {
    Path file = file(directory);
    try {
      PrivateFiles.createDirectories(directory);
      PrivateFiles.append(file).close();
      Connection writer = connect(directory, file);
      try {
        prepare(writer, sql, file, now);
        return new Database(file, sql, writer, readers(file));
      } catch (SQLException | RuntimeException e) {
        writer.close();
        throw e;
      }
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E073, directory + ": " + e, e);
    } catch (SQLException e) {
      throw failure(file, e);
    }
  }

  /// The driver brings SQLite's library as a resource and unpacks it, by default into the directory
  /// of temporary files: nothing may be executed there, and what is killed would leave a copy. So
  /// it lies beside the store until it is loaded. The caller holds the store's lock.
  private static Connection connect(Path directory, Path file) throws IOException, SQLException {
    Path library = directory.resolve("lib");
    PrivateFiles.createDirectories(library);
    System.setProperty("org.sqlite.tmpdir", library.toString());
    Connection connection = configuration(false).createConnection("jdbc:sqlite:" + file);
    try (Stream<Path> unpacked = Files.list(library)) {
      for (Path each : unpacked.toList()) {
        Files.delete(each);
      }
    }
    Files.delete(library);
    return connection;
  }

  /// The error that an exception of the driver means.
  static ClewError failure(Path file, SQLException e) {
    ErrorCode code = ErrorCode.E073;
    if (e instanceof SQLiteException sqlite) {
      SQLiteErrorCode result = sqlite.getResultCode();
      boolean damaged =
          result == SQLiteErrorCode.SQLITE_NOTADB
              || (result.code & 0xFF) == SQLiteErrorCode.SQLITE_CORRUPT.code;
      code = damaged ? ErrorCode.E071 : ErrorCode.E073;
    }
    return new ClewError(code, file + ": " + e.getMessage(), e);
  }

  ClewError failure(SQLException e) {
    return failure(file, e);
  }

  private static SQLiteConfig configuration(boolean readOnly) {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(readOnly);
    if (readOnly) {
      config.resetOpenMode(SQLiteOpenMode.CREATE);
      config.setCacheSize(-8192);
    } else {
      config.setPageSize(8192);
      config.setCacheSize(-32768);
      config.setJournalMode(SQLiteConfig.JournalMode.WAL);
      // An acknowledged record survives the loss of power too.
      config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
      config.setPragma(SQLiteConfig.Pragma.JOURNAL_SIZE_LIMIT, Integer.toString(256 << 20));
    }
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    config.setBusyTimeout(10_000);
    return config;
  }

  private static AgroalDataSource readers(Path file) throws SQLException {
    var settings = configuration(true).toProperties();
    // Without a service loader, which the binary has not got.
    return new DataSource(
        new AgroalDataSourceConfigurationSupplier()
            .metricsEnabled(false)
            .connectionPoolConfiguration(
                pool ->
                    pool.maxSize(READERS)
                        .acquisitionTimeout(Duration.ofSeconds(30))
                        .connectionFactoryConfiguration(
                            factory -> {
                              factory.jdbcUrl("jdbc:sqlite:" + file);
                              factory.connectionProviderClassName("org.sqlite.JDBC");
                              settings.forEach(
                                  (key, value) ->
                                      factory.jdbcProperty(
                                          String.valueOf(key), String.valueOf(value)));
                              return factory;
                            }))
            .get());
  }

  private static void prepare(Connection writer, Sql sql, Path file, long now) throws SQLException {
    try (Statement statement = writer.createStatement()) {
      long version = number(statement, "PRAGMA user_version");
      long application = number(statement, "PRAGMA application_id");
      boolean empty = number(statement, "SELECT count(*) FROM sqlite_schema") == 0;
      if (!empty && application != APPLICATION) {
        throw new ClewError(ErrorCode.E071, file + " is a database, but not one of Clew's.");
      }
      if (version > VERSION) {
        throw new ClewError(
            ErrorCode.E072,
            file + " has the schema " + version + "; this program knows " + VERSION + ".");
      }
      if (empty) {
        statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
        statement.execute("VACUUM");
      }
      migrate(writer, statement, sql, (int) version, now);
    }
  }

  /// Brings the schema up to date, all of it or nothing.
  private static void migrate(
      Connection writer, Statement statement, Sql sql, int version, long now) throws SQLException {
    writer.setAutoCommit(false);
    for (int next = version + 1; next <= VERSION; next++) {
      Script.run(writer, sql.text("schema-" + next), now);
      if (next == LINKS) {
        LinkTable.fill(writer, sql);
      }
      statement.execute("PRAGMA user_version = " + next);
      statement.execute("PRAGMA application_id = " + APPLICATION);
    }
    writer.commit();
  }

  private static long number(Statement statement, String query) throws SQLException {
    try (ResultSet result = statement.executeQuery(query)) {
      return result.next() ? result.getLong(1) : 0;
    }
  }

  Sql sql() {
    return sql;
  }

  Path file() {
    return file;
  }

  /// The connection that writes, with transactions ended by hand; of one thread.
  Connection writer() throws SQLException {
    if (writer == null) {
      writer = reconnect();
    }
    return writer;
  }

  /// Ends the connection that writes, and with it the transaction that has failed: SQLite itself
  /// has ended it after some errors and not after others. The next call of [#writer] connects
  /// again.
  void disconnect() throws SQLException {
    Connection failed = writer;
    writer = null;
    if (failed != null) {
      boolean logged = files.hasLog();
      failed.close();
      if (logged && !files.hasLog()) {
        files = files.withoutLog();
      }
    }
  }

  private Connection reconnect() throws SQLException {
    files.check();
    SQLiteConfig config = configuration(false);
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      number(statement, "PRAGMA user_version");
      connection.commit();
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    files = StoreFiles.of(file);
    return connection;
  }

  /// Checks that what is committed lies where it will be looked for.
  ///
  /// @throws ClewError E077 when it does not
  void checkFiles() {
    files.check();
  }

  /// A connection that reads; to be closed by the caller.
  Connection reader() throws SQLException {
    return readers.getConnection();
  }

  @Override
  public void close() {
    readers.close();
    try {
      disconnect();
    } catch (SQLException e) {
      throw failure(e);
    }
  }
}
