package dev.clew.ci;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// A directory of git's, whose content a stranger may have written: only regular files that lie in
/// it are read, and only small ones. All text has one character a byte, because names of files and
/// refs are bytes.
///
/// @param root without symbolic links
record GitDirectory(Path root) {
  /// Bytes of a file that holds a name or an id.
  static final int SMALL = 4 << 10;

  /// The directory at a path, or null when there is none.
  static @Nullable GitDirectory at(Path directory) {
    try {
      Path root = directory.toRealPath();
      return Files.isDirectory(root) ? new GitDirectory(root) : null;
    } catch (IOException missing) {
      return null;
    }
  }

  /// The directory that text from a file of git's names, relative to another directory.
  static @Nullable GitDirectory named(Path base, String name) {
    return name.isEmpty() || name.indexOf('\0') >= 0 ? null : at(resolve(base, name));
  }

  /// The text of a file.
  ///
  /// @param most bytes that it may have
  /// @return empty for whatever is missing, larger, elsewhere or no regular file
  String read(String name, int most) {
    try {
      Path file = resolve(root, name).toRealPath();
      return file.startsWith(root) ? text(file, most) : "";
    } catch (IOException unreadable) {
      // What git itself could not read says nothing of the command.
      return "";
    }
  }

  /// The text of a file that is no symbolic link.
  static String readFile(Path file, int most) {
    try {
      return text(file, most);
    } catch (IOException unreadable) {
      return "";
    }
  }

  private static String text(Path file, int most) throws IOException {
    BasicFileAttributes found =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    // Opening a pipe would wait for its writer.
    if (!found.isRegularFile() || found.size() > most) {
      return "";
    }
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      // No more than its size: files of /proc have none, and may never end.
      return new String(in.readNBytes((int) found.size()), StandardCharsets.ISO_8859_1);
    }
  }

  /// Whether git would take it for one of its own.
  boolean isPlausible() {
    return Files.isDirectory(root.resolve("objects")) && Files.isDirectory(root.resolve("refs"));
  }

  /// A URI takes bytes that the locale's encoding may have no characters for.
  private static Path resolve(Path base, String name) {
    if (name.chars().allMatch(c -> c > 0 && c < 0x80)) {
      return base.resolve(name);
    }
    var uri = new StringBuilder(name.startsWith("/") ? "file://" : directoryUri(base));
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '/') {
        uri.append(c);
      } else {
        uri.append('%')
            .append(Character.forDigit(c >> 4, 16))
            .append(Character.forDigit(c & 15, 16));
      }
    }
    return Path.of(URI.create(uri.toString()));
  }

  private static String directoryUri(Path directory) {
    String uri = directory.toUri().toString();
    return uri.endsWith("/") ? uri : uri + "/";
  }
}
