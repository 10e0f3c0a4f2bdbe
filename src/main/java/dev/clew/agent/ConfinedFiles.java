package dev.clew.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// Files below a directory, and no others: not by `..`, not by an absolute path, not through a
/// symbolic link. Each directory on the way is opened by the one above it, so that nothing can be
/// put in its place in between.
final class ConfinedFiles {
  private static final LinkOption NO_LINKS = LinkOption.NOFOLLOW_LINKS;

  private final Path root;

  /// Files below a directory.
  ///
  /// @throws IOException when there is no such directory
  ConfinedFiles(Path root) throws IOException {
    this.root = root.toRealPath();
    try (var stream = Files.newDirectoryStream(this.root)) {
      if (!(stream instanceof SecureDirectoryStream<Path>)) {
        throw new IOException("files below " + root + " cannot be confined to it");
      }
    }
  }

  /// A path that may not be used, with the reason for the model.
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    Refused(String reason) {
      super(reason);
    }
  }

  /// An entry of a directory.
  ///
  /// @param path from the root on
  record Entry(Path path, BasicFileAttributes attributes) {}

  /// Does something in a directory.
  interface Action<T> {
    T in(SecureDirectoryStream<Path> directory) throws IOException;
  }

  /// A path from the root on, without `.` and `..`; empty for the root itself.
  ///
  /// @throws Refused when it leads elsewhere
  Path relative(String path) throws Refused {
    try {
      Path given = Path.of(path);
      Path normal = root.resolve(given).normalize();
      if (!normal.startsWith(root)) {
        throw new Refused("the path is outside of the workspace");
      }
      return root.relativize(normal);
    } catch (InvalidPathException e) {
      throw new Refused("no path can be so");
    }
  }

  /// The content of a file.
  ///
  /// @param most bytes that it may have
  byte[] read(Path file, int most) throws IOException {
    return within(
        parent(file),
        directory -> {
          BasicFileAttributes attributes = attributes(directory, name(file));
          checkRegular(attributes);
          if (attributes.size() > most) {
            throw new Refused("the file has " + attributes.size() + " bytes, more than " + most);
          }
          Set<OpenOption> options = Set.of(StandardOpenOption.READ, NO_LINKS);
          try (SeekableByteChannel channel = directory.newByteChannel(name(file), options)) {
            return read(channel, most);
          }
        });
  }

  private static byte[] read(SeekableByteChannel channel, int most) throws IOException {
    ByteBuffer content = ByteBuffer.allocate((int) Math.min(channel.size() + 1, most));
    while (content.hasRemaining() && channel.read(content) >= 0) {
      // Until it is full or the file ends.
      Thread.onSpinWait();
    }
    byte[] bytes = new byte[content.position()];
    content.flip().get(bytes);
    return bytes;
  }

  /// Writes a file, and makes the directories on its way.
  void write(Path file, byte[] content) throws IOException {
    Path directories = parent(file);
    if (!directories.toString().isEmpty()) {
      for (int i = 1; i <= directories.getNameCount(); i++) {
        make(directories.subpath(0, i));
      }
    }
    var _ =
        within(
            directories,
            directory -> {
              write(directory, name(file), content);
              return true;
            });
  }

  private void make(Path directory) throws IOException {
    Path above = parent(directory);
    var _ =
        within(
            above,
            _ -> {
              try {
                return Files.createDirectory(root.resolve(directory));
              } catch (FileAlreadyExistsException isThere) {
                return directory;
              }
            });
  }

  private static void write(SecureDirectoryStream<Path> directory, Path name, byte[] content)
      throws IOException {
    try {
      checkRegular(attributes(directory, name));
    } catch (NoSuchFileException isNew) {
      // It is made below.
    }
    Set<OpenOption> options =
        Set.of(
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            NO_LINKS);
    try (SeekableByteChannel channel = directory.newByteChannel(name, options)) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
    }
  }

  /// The entries of a directory, by name.
  List<Entry> list(Path path) throws IOException {
    return within(path, directory -> entries(directory, path));
  }

  private static List<Entry> entries(SecureDirectoryStream<Path> directory, Path path)
      throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (Path each : directory) {
      Path name = name(each);
      entries.add(new Entry(path.resolve(name), attributes(directory, name)));
    }
    entries.sort(Comparator.comparing(entry -> entry.path().toString()));
    return entries;
  }

  private <T> T within(Path path, Action<T> action) throws IOException {
    try (var stream = Files.newDirectoryStream(root)) {
      return descend((SecureDirectoryStream<Path>) stream, path, 0, action);
    }
  }

  private static <T> T descend(
      SecureDirectoryStream<Path> from, Path path, int depth, Action<T> action) throws IOException {
    if (depth == path.getNameCount() || path.toString().isEmpty()) {
      return action.in(from);
    }
    Path name = path.getName(depth);
    BasicFileAttributes attributes = attributes(from, name);
    if (attributes.isSymbolicLink()) {
      throw new Refused("the path leads through a symbolic link");
    }
    if (!attributes.isDirectory()) {
      throw new Refused(path.subpath(0, depth + 1) + " is no directory");
    }
    try (SecureDirectoryStream<Path> next = from.newDirectoryStream(name, NO_LINKS)) {
      return descend(next, path, depth + 1, action);
    }
  }

  private static BasicFileAttributes attributes(SecureDirectoryStream<Path> in, Path name)
      throws IOException {
    return in.getFileAttributeView(name, BasicFileAttributeView.class, NO_LINKS).readAttributes();
  }

  private static void checkRegular(BasicFileAttributes attributes) throws Refused {
    if (attributes.isSymbolicLink()) {
      throw new Refused("it is a symbolic link");
    }
    if (!attributes.isRegularFile()) {
      throw new Refused("it is no file");
    }
  }

  private static Path parent(Path file) {
    Path parent = file.getParent();
    return parent == null ? Path.of("") : parent;
  }

  private static Path name(Path file) {
    Path name = file.getFileName();
    return name == null ? file : name;
  }
}
