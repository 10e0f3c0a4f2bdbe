package dev.clew.exchange;

import dev.clew.config.PrivateFiles;
import dev.clew.failure.ClewError;
import dev.clew.failure.ErrorCode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPOutputStream;

/// A file of mode 0600 that takes its place when it is whole. Closed before that, nothing remains.
final class NewFile implements AutoCloseable {
  private final Path path;
  private final Path part;
  private final OutputStream stream;
  private boolean open = true;

  private NewFile(Path path, Path part, OutputStream stream) {
    this.path = path;
    this.part = part;
    this.stream = stream;
  }

  /// @param force whether a file that is there may be replaced
  static NewFile at(Path path, boolean force) throws IOException {
    if (!force && Files.exists(path)) {
      throw new FileAlreadyExistsException(path.toString());
    }
    Path part = path.resolveSibling("." + path.getFileName() + "." + ProcessHandle.current().pid());
    Files.deleteIfExists(part);
    OutputStream raw = Channels.newOutputStream(PrivateFiles.append(part));
    boolean gzip = path.toString().endsWith(".gz");
    return new NewFile(
        path, part, new BufferedOutputStream(gzip ? new GZIPOutputStream(raw) : raw, 64 << 10));
  }

  Path path() {
    return path;
  }

  OutputStream stream() {
    return stream;
  }

  /// Gives the file its name.
  void keep() throws IOException {
    stream.close();
    Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
    open = false;
  }

  @Override
  public void close() {
    if (!open) {
      return;
    }
    open = false;
    try {
      Files.deleteIfExists(part);
      stream.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ClewError failure(Path path, IOException e) {
    return new ClewError(
        ErrorCode.E067,
        e instanceof FileAlreadyExistsException
            ? e.getMessage() + " is there already; --force replaces it."
            : path + ": " + e,
        e);
  }
}
