package dev.clew.redaction;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/// Finds hashes of passwords by their look: `$6$…` of `crypt`, `$argon2id$…`, `pbkdf2_sha256$…` of
/// Django, `{SSHA}…` of LDAP.
final class PasswordHashes {
  /// Between two dollar signs.
  private static final Set<String> SCHEMES =
      Set.of(
          ("1 2 2a 2b 2x 2y 5 6 7 y gy apr1 md5 sha1 argon2 argon2d argon2i argon2id scrypt pbkdf2 "
                  + "pbkdf2-sha1 pbkdf2-sha256 pbkdf2-sha512 bcrypt-sha256 p h")
              .split(" "));

  /// Before a number of rounds and a dollar sign.
  private static final byte[][] WORDS = {
    TextWindow.ascii("pbkdf2"), TextWindow.ascii("scrypt:"), TextWindow.ascii("scram-sha-")
  };

  /// In braces.
  private static final Set<String> LDAP =
      Set.of("ssha sha smd5 md5 ssha256 ssha384 ssha512 sha256 sha384 sha512".split(" "));

  private static final boolean[] NAME = TextWindow.alphanumericAnd("_-");
  private static final boolean[] ROUNDS = TextWindow.alphanumericAnd("_-:");
  private static final boolean[] HASH = TextWindow.alphanumericAnd("./+=,_-");
  private static final boolean[] BASE64 = TextWindow.alphanumericAnd("+/=");
  private static final int MAX_NAME = 24;
  private static final int MAX_ROUNDS = 40;
  private static final int MAX_PARTS = 8;
  private static final int MIN_HASH = 20;

  /// What ends with a shorter name may be a name in a program.
  private static final int CERTAIN = 4;

  private final TextWindow window;
  private final FoundSecrets found;

  PasswordHashes(TextWindow window, FoundSecrets found) {
    this.window = window;
    this.found = found;
  }

  /// The dollar sign behind a scheme.
  ///
  /// @return where to go on
  int dollar(int i) {
    int scheme = window.followsOneOf(i - 1, "\\") ? i - 1 : i;
    int name = window.back(scheme, NAME, MAX_NAME);
    boolean modular = window.followsOneOf(name - 1, "$");
    int start = modular ? name - 1 : window.back(i, ROUNDS, MAX_ROUNDS);
    if (modular ? !isScheme(name, scheme) : !isWord(start)) {
      return i + 1;
    }
    int end = end(i + 1);
    return end < 0 ? i + 1 : found.add(start, i + 1, end);
  }

  private boolean isScheme(int name, int end) {
    return SCHEMES.contains(text(name, end))
        && (end - name >= CERTAIN || window.boundary(name - 1));
  }

  private boolean isWord(int start) {
    for (byte[] word : WORDS) {
      if (window.matchesIgnoringCase(word, start)) {
        return true;
      }
    }
    return false;
  }

  /// Where the last of parameters, salt and hash ends that may be a hash, or -1 when there is none.
  /// A dollar sign may be doubled or escaped.
  private int end(int from) {
    int last = -1;
    int part = from;
    for (int parts = 0; parts < MAX_PARTS; parts++) {
      int end = window.run(part, HASH);
      last = end - part >= MIN_HASH ? end : last;
      part = end;
      while (part - end < 2 && window.followsOneOf(part, "\\$:")) {
        part++;
      }
      if (part == end) {
        return last;
      }
    }
    return last;
  }

  /// The brace behind a scheme of LDAP.
  ///
  /// @return where to go on
  int brace(int i) {
    int name = window.back(i, NAME, MAX_NAME);
    int end = window.run(i + 1, BASE64);
    return end - i > MIN_HASH && window.followsOneOf(name - 1, "{") && LDAP.contains(text(name, i))
        ? found.add(name - 1, i + 1, end)
        : i + 1;
  }

  private String text(int start, int end) {
    return new String(window.text(), start, end - start, StandardCharsets.ISO_8859_1)
        .toLowerCase(Locale.ROOT);
  }
}
