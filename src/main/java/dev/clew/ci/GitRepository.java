package dev.clew.ci;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The git repository around a directory, read from its files: no process is started. Anybody may
/// have written them, so that what is recorded are ids, names that git would accept and an address.
///
/// The layout is that of [gitrepository-layout](https://git-scm.com/docs/gitrepository-layout).
final class GitRepository {
  private static final int MAX_PARENTS = 40;
  private static final int MAX_CONFIG = 256 << 10;
  private static final int MAX_PACKED_REFS = 4 << 20;
  private static final int MAX_URL = 2048;
  private static final String HEADS = "refs/heads/";

  private final GitDirectory own;
  private final GitDirectory common;

  private GitRepository(GitDirectory own, GitDirectory common) {
    this.own = own;
    this.common = common;
  }

  /// The repository that a directory is in, or null.
  static @Nullable GitRepository around(Path directory) {
    Path each = directory;
    for (int i = 0; i < MAX_PARENTS && each != null; i++) {
      Path git = each.resolve(".git");
      if (Files.isDirectory(git, LinkOption.NOFOLLOW_LINKS)) {
        GitDirectory own = GitDirectory.at(git);
        return own == null ? null : new GitRepository(own, own);
      }
      if (Files.exists(git, LinkOption.NOFOLLOW_LINKS)) {
        return elsewhere(each, git);
      }
      each = each.getParent();
    }
    return null;
  }

  /// A work tree or a submodule, whose own directory is elsewhere; a link to it does the same.
  private static @Nullable GitRepository elsewhere(Path tree, Path git) {
    String file = GitDirectory.readFile(git, GitDirectory.SMALL);
    GitDirectory own =
        file.startsWith("gitdir: ")
            ? GitDirectory.named(tree, file.substring(8).strip())
            : Files.isSymbolicLink(git) ? GitDirectory.at(git) : null;
    if (own == null) {
      return null;
    }
    String shared = own.read("commondir", GitDirectory.SMALL).strip();
    GitDirectory common = shared.isEmpty() ? own : GitDirectory.named(own.root(), shared);
    return common != null && common.isPlausible() ? new GitRepository(own, common) : null;
  }

  /// Adds the branch, the commit and where the repository came from.
  void describe(PipelineAttributes facts) {
    String head = own.read("HEAD", GitDirectory.SMALL).strip();
    String ref = head.startsWith("ref: ") ? head.substring(5).strip() : "";
    if (ref.startsWith(HEADS) && RefName.isValid(ref)) {
      facts.ref("", utf8(ref.substring(HEADS.length())), revision(ref));
    } else if (RefName.isObjectId(head)) {
      facts.ref("", "", head);
    }
    String url = utf8(origin());
    facts.repository("", url, fullName(url));
  }

  private static String utf8(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private String revision(String ref) {
    String loose = common.read(ref, GitDirectory.SMALL).strip();
    String id = loose.isEmpty() ? packed(ref) : loose;
    return RefName.isObjectId(id) ? id : "";
  }

  private String packed(String ref) {
    String refs = common.read("packed-refs", MAX_PACKED_REFS);
    int name = refs.indexOf(" " + ref + "\n");
    return name < 0 ? "" : refs.substring(refs.lastIndexOf('\n', name) + 1, name);
  }

  private String origin() {
    boolean here = false;
    for (String line : common.read("config", MAX_CONFIG).lines().toList()) {
      String text = line.strip();
      if (text.startsWith("[")) {
        here = text.equals("[remote \"origin\"]");
      } else if (here && text.startsWith("url")) {
        String url = unquoted(text.substring(text.indexOf('=') + 1).strip());
        boolean plain = url.length() <= MAX_URL && url.chars().allMatch(c -> c > ' ' && c != 0x7F);
        return plain ? url : "";
      }
    }
    return "";
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  /// Owner and name of a repository's address, be it a URL or `host:owner/name.git`.
  static String fullName(String url) {
    int scheme = url.indexOf("://");
    int host = scheme < 0 ? url.indexOf(':') : url.indexOf('/', scheme + 3);
    String path = url.substring(host + 1).split("[?#]", 2)[0];
    int end = path.endsWith(".git") ? path.length() - 4 : path.length();
    int start = 0;
    while (start < end && path.charAt(start) == '/') {
      start++;
    }
    return path.substring(start, end);
  }
}
