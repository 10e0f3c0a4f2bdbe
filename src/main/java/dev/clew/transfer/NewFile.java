package dev.clew.transfer;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.posix.PrivateFiles;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// A file of mode 0600 that takes its place when it is whole; closed before that, nothing remains.
/// Only regular files are replaced: pipes and character devices are written into, and a link stays
/// one, to the file that takes its target's place.
final class NewFile implements AutoCloseable {
  private static final int KIND = 0170000;
  private static final int PIPE = 0010000;
  private static final int CHARACTER_DEVICE = 0020000;

  private final Path path;
  private final @Nullable Path part;
  private final FileChannel file;
  private final OutputStream stream;
  private boolean open = true;

  /// @param part where it is written meanwhile, or null where it is written into
  private NewFile(Path path, @Nullable Path part, FileChannel file) throws IOException {
    this.path = path;
    this.part = part;
    this.file = file;
    OutputStream raw = Channels.newOutputStream(file);
    boolean gzip = path.toString().endsWith(".gz");
    this.stream = new BufferedOutputStream(gzip ? new GZIPOutputStream(raw) : raw, 64 << 10);
  }

  /// @param force whether a regular file that is there may be replaced
  static NewFile at(Path path, boolean force) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return beside(path);
    }
    int kind = kind(path);
    if (kind == PIPE || kind == CHARACTER_DEVICE) {
      return new NewFile(path, null, FileChannel.open(path, StandardOpenOption.WRITE));
    }
    if (!Files.isRegularFile(path)) {
      throw refused(path, "it is no regular file, pipe or character device");
    }
    if (!force) {
      throw new FileAlreadyExistsException(path.toString());
    }
    return beside(path.toRealPath());
  }

  private static int kind(Path path) throws IOException {
    try {
      return (int) Files.getAttribute(path, "unix:mode") & KIND;
    } catch (NoSuchFileException nowhere) {
      throw refused(path, "it is a link to a file that is not there");
    }
  }

  private static FileSystemException refused(Path path, String why) {
    return new FileSystemException(path.toString(), null, why);
  }

  private static NewFile beside(Path path) throws IOException {
    Path part = path.resolveSibling("." + path.getFileName() + "." + ProcessHandle.current().pid());
    Files.deleteIfExists(part);
    return new NewFile(path, part, PrivateFiles.create(part));
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
    if (part != null) {
      Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
    }
    open = false;
  }

  /// Leaves what is there as it is; what is still to be written is not written any more.
  @Override
  public void close() {
    if (!open) {
      return;
    }
    open = false;
    try {
      if (part != null) {
        Files.deleteIfExists(part);
      }
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ClewError failure(Path path, IOException e) {
    String what =
        switch (e) {
          case FileAlreadyExistsException _ ->
              e.getMessage() + " is there already; --force replaces it.";
          case FileSystemException refused when refused.getReason() != null -> e.getMessage() + ".";
          default -> path + ": " + e;
        };
    return new ClewError(ErrorCode.E067, what, e);
  }
}
