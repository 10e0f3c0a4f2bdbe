package dev.clew.telemetry;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the names of secrets end with: `DB_PASSWORD`, `privateKey`, `client-key-data`. Case does
/// not count, nor does one separator between two letters.
final class SecretName {
  /// What a value of the name looks like.
  enum Kind {
    /// Anything.
    PASSWORD,
    /// One word; a small number is a count.
    TOKEN,
    /// One word, or the path of the file that holds it.
    KEY,
    /// Long and without blanks: the name alone means little.
    OPAQUE,
    /// A parameter of a URL.
    QUERY,
    /// Scheme and credentials, or several cookies, to the end of the line.
    REST
  }

  /// What else has keys that are no secrets.
  private static final String LONG_ONLY =
      "app|application|license|service|client|shared|consumer|deploy|webhook|admin";

  private static final SecretName AUTHORIZATION = of("authorization", Kind.REST);
  private static final List<SecretName> ALL =
      Stream.concat(
              Stream.of(
                  AUTHORIZATION,
                  of("password", Kind.PASSWORD),
                  of("passwd", Kind.PASSWORD),
                  of("passphrase", Kind.PASSWORD),
                  of("passcode", Kind.PASSWORD),
                  of("storepass", Kind.PASSWORD),
                  of("keypass", Kind.PASSWORD),
                  of("sshpass", Kind.PASSWORD),
                  of("passwort", Kind.PASSWORD),
                  of("secretstring", Kind.TOKEN),
                  of("sonarlogin", Kind.OPAQUE),
                  apart("pat", Kind.OPAQUE),
                  of("pwd", Kind.PASSWORD),
                  apart("pass", Kind.PASSWORD),
                  apart("pw", Kind.PASSWORD),
                  of("credentials", Kind.KEY),
                  of("connectionstring", Kind.PASSWORD),
                  of("secret", Kind.TOKEN),
                  of("token", Kind.TOKEN),
                  of("cookie", Kind.REST),
                  of("keydata", Kind.KEY),
                  of("keybase", Kind.OPAQUE),
                  of("sessid", Kind.OPAQUE),
                  of("signature", Kind.QUERY),
                  of("sig", Kind.QUERY),
                  apart("auth", Kind.OPAQUE)),
              Stream.of(
                      "api",
                      "access",
                      "secret",
                      "private",
                      "auth",
                      "encryption",
                      "encrypt",
                      "signing",
                      "master",
                      "account",
                      "storage",
                      "hmac",
                      "deploy",
                      "ssh",
                      "app",
                      "application",
                      "license",
                      "admin",
                      "consumer",
                      "service",
                      "webhook",
                      "shared",
                      "client",
                      "jwt",
                      "aes",
                      "rsa",
                      "gpg",
                      "pgp",
                      "crypt",
                      "authtoken")
                  .map(kind -> of(kind + "key", kind.matches(LONG_ONLY) ? Kind.OPAQUE : Kind.KEY)))
          .toList();

  /// What may stand behind the name proper.
  private static final List<byte[]> QUALIFIERS =
      Stream.of(
              "prod",
              "production",
              "dev",
              "staging",
              "stage",
              "test",
              "old",
              "new",
              "value",
              "b64",
              "base64",
              "plain",
              "plaintext",
              "text",
              "primary",
              "secondary",
              "ro",
              "rw")
          .map(TextWindow::ascii)
          .toList();

  private static final boolean[] NAME = TextWindow.alphanumericAnd("_-");
  private static final SecretName[][] BY_LAST = byLast();
  private static final boolean[] LAST = last();

  private final byte[] word;
  private final Kind kind;
  private final boolean apart;

  /// @param word in lower case, without separators
  /// @param apart whether it is one only behind a separator, or where a capital begins a word
  private SecretName(byte[] word, Kind kind, boolean apart) {
    this.word = word;
    this.kind = kind;
    this.apart = apart;
  }

  byte[] word() {
    return word;
  }

  Kind kind() {
    return kind;
  }

  boolean apart() {
    return apart;
  }

  private static SecretName of(String word, Kind kind) {
    return new SecretName(TextWindow.ascii(word), kind, false);
  }

  private static SecretName apart(String word, Kind kind) {
    return new SecretName(TextWindow.ascii(word), kind, true);
  }

  private static SecretName[][] byLast() {
    SecretName[][] table = new SecretName[128][];
    for (int c = 0; c < 128; c++) {
      int last = Character.toLowerCase(c);
      table[c] =
          ALL.stream()
              .filter(name -> name.word[name.word.length - 1] == last)
              .toArray(SecretName[]::new);
    }
    return table;
  }

  /// Letters that end a name or a qualifier of one.
  private static boolean[] last() {
    boolean[] table = TextWindow.table("0123456789");
    for (int c = 0; c < 128; c++) {
      int lower = Character.toLowerCase(c);
      table[c] |= BY_LAST[c].length > 0;
      table[c] |= QUALIFIERS.stream().anyMatch(word -> word[word.length - 1] == lower);
    }
    return table;
  }

  /// Which name ends at an offset, or null.
  static @Nullable SecretName before(TextWindow window, int end) {
    if (end <= window.from() || window.at(end - 1) < 0 || !LAST[window.at(end - 1)]) {
      return null;
    }
    SecretName name = exactly(window, end);
    return name != null ? name : exactly(window, beforeQualifier(window, end));
  }

  private static @Nullable SecretName exactly(TextWindow window, int end) {
    if (end <= window.from() || window.at(end - 1) < 0) {
      return null;
    }
    for (SecretName name : BY_LAST[window.at(end - 1)]) {
      if (name.ends(window, end)) {
        return name;
      }
    }
    return null;
  }

  /// `PASSWORD_2`, `token_prod`.
  private static int beforeQualifier(TextWindow window, int end) {
    int i = end;
    while (i > window.from() && end - i < 4 && window.at(i - 1) >= '0' && window.at(i - 1) <= '9') {
      i--;
    }
    if (i < end) {
      return window.followsOneOf(i - 1, "_-") ? i - 1 : i;
    }
    for (byte[] word : QUALIFIERS) {
      int start = end - word.length;
      if (window.endsWith(word, end) && window.followsOneOf(start - 1, "_-")) {
        return start - 1;
      }
    }
    return -1;
  }

  private boolean ends(TextWindow window, int end) {
    int i = end;
    for (int w = word.length - 1; w >= 0; w--) {
      if (w < word.length - 1 && window.followsOneOf(i - 1, "_-. ")) {
        i--;
      }
      if (i <= window.from() || lower(window.at(i - 1)) != word[w]) {
        return false;
      }
      i--;
    }
    return kind == Kind.QUERY
        ? window.followsOneOf(window.back(i, NAME, 32) - 1, "&?;")
        : !apart || window.followsOneOf(i - 1, "_-.\"'") || isHump(window, i);
  }

  /// Whether a capital begins a word behind a small letter.
  private static boolean isHump(TextWindow window, int at) {
    return at > window.from()
        && window.at(at) >= 'A'
        && window.at(at) <= 'Z'
        && window.at(at - 1) >= 'a'
        && window.at(at - 1) <= 'z';
  }

  private static int lower(byte b) {
    return b >= 'A' && b <= 'Z' ? b + 32 : b;
  }

  /// Whether what is called so is a secret, whatever it looks like.
  static boolean isSecret(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    var window = new TextWindow();
    window.set(bytes, 0, bytes.length);
    SecretName found = before(window, bytes.length);
    return found != null && found.kind != Kind.OPAQUE && found.kind != Kind.QUERY;
  }
}
