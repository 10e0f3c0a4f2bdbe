package dev.clew.ci;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The git repository around a directory, read from its files: no process is started.
///
/// The layout is that of [gitrepository-layout](https://git-scm.com/docs/gitrepository-layout).
final class GitRepository {
  private static final int MAX_PARENTS = 40;
  private static final int MAX_FILE = 4 << 20;

  private final Path own;
  private final Path common;

  private GitRepository(Path own, Path common) {
    this.own = own;
    this.common = common;
  }

  /// The repository that a directory is in, or null.
  static @Nullable GitRepository around(Path directory) {
    Path each = directory;
    for (int i = 0; i < MAX_PARENTS && each != null; i++) {
      Path git = each.resolve(".git");
      if (Files.isDirectory(git)) {
        return new GitRepository(git, git);
      }
      // A work tree or a submodule: its own directory is elsewhere.
      String link = read(git);
      if (link.startsWith("gitdir: ")) {
        Path own = each.resolve(link.substring(8).strip());
        String shared = read(own.resolve("commondir")).strip();
        return new GitRepository(own, shared.isEmpty() ? own : own.resolve(shared));
      }
      each = each.getParent();
    }
    return null;
  }

  /// Adds the branch, the commit and where the repository came from.
  void describe(Facts facts) {
    String head = read(own.resolve("HEAD")).strip();
    if (head.startsWith("ref: refs/heads/")) {
      String ref = head.substring(5);
      facts.ref("", ref.substring("refs/heads/".length()), revision(ref));
    } else {
      facts.ref("", "", head);
    }
    String url = origin();
    facts.repository("", url, fullName(url));
  }

  private String revision(String ref) {
    String loose = read(common.resolve(ref)).strip();
    if (!loose.isEmpty()) {
      return loose;
    }
    for (String line : read(common.resolve("packed-refs")).lines().toList()) {
      if (line.endsWith(" " + ref)) {
        return line.substring(0, line.indexOf(' '));
      }
    }
    return "";
  }

  private String origin() {
    boolean here = false;
    for (String line : read(common.resolve("config")).lines().toList()) {
      String text = line.strip();
      if (text.startsWith("[")) {
        here = text.equals("[remote \"origin\"]");
      } else if (here && text.startsWith("url")) {
        return text.substring(text.indexOf('=') + 1).strip();
      }
    }
    return "";
  }

  /// Owner and name of a repository's address, be it a URL or `host:owner/name.git`.
  static String fullName(String url) {
    int scheme = url.indexOf("://");
    int host = scheme < 0 ? url.indexOf(':') : url.indexOf('/', scheme + 3);
    String path = url.substring(host + 1);
    int end = path.endsWith(".git") ? path.length() - 4 : path.length();
    int start = 0;
    while (start < end && path.charAt(start) == '/') {
      start++;
    }
    return path.substring(start, end);
  }

  private static String read(Path file) {
    try {
      return Files.isRegularFile(file) && Files.size(file) < MAX_FILE
          ? Files.readString(file, StandardCharsets.ISO_8859_1)
          : "";
    } catch (IOException unreadable) {
      // What git itself could not read says nothing of the command.
      return "";
    }
  }
}
