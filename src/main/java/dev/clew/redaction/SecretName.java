package dev.clew.redaction;

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
      "app|application|license|service|client|shared|consumer|deploy|webhook|admin|nuget|stripe|subscription";

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
                  of("kennwort", Kind.PASSWORD),
                  of("motdepasse", Kind.PASSWORD),
                  of("contrase\u00f1a", Kind.PASSWORD),
                  of("contrase\u00d1a", Kind.PASSWORD),
                  of("contrasena", Kind.PASSWORD),
                  of("senha", Kind.PASSWORD),
                  of("wachtwoord", Kind.PASSWORD),
                  of("requirepass", Kind.PASSWORD),
                  of("masterauth", Kind.PASSWORD),
                  of("bindpw", Kind.PASSWORD),
                  of("rootpw", Kind.PASSWORD),
                  of("psk", Kind.OPAQUE),
                  of("secretid", Kind.OPAQUE),
                  of("creds", Kind.OPAQUE),
                  of("otpseed", Kind.TOKEN),
                  of("mfaseed", Kind.TOKEN),
                  of("amzsignature", Kind.OPAQUE),
                  of("googsignature", Kind.OPAQUE),
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
                      "nuget",
                      "subscription",
                      "stripe",
                      "otp",
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
  private static final Endings<SecretName> NAMES =
      new Endings<>(ALL, SecretName::word, SecretName[]::new, SecretName[][]::new);
  private static final Endings<byte[]> QUALIFIERS_BY_ENDING =
      new Endings<>(QUALIFIERS, word -> word, byte[][]::new, byte[][][]::new);

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
    return new SecretName(word.getBytes(StandardCharsets.UTF_8), kind, false);
  }

  private static SecretName apart(String word, Kind kind) {
    return new SecretName(TextWindow.ascii(word), kind, true);
  }

  /// Which name ends at an offset, or null.
  static @Nullable SecretName before(TextWindow window, int end) {
    SecretName name = exactly(window, end);
    if (name != null || end <= window.from()) {
      return name;
    }
    int before = beforeQualifier(window, end);
    return before < 0 ? null : exactly(window, before);
  }

  private static @Nullable SecretName exactly(TextWindow window, int end) {
    for (SecretName name : NAMES.before(window, end)) {
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
    for (byte[] word : QUALIFIERS_BY_ENDING.before(window, end)) {
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
      if (i > window.from() && w < word.length - 1 && isSeparator(window.at(i - 1))) {
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

  private static boolean isSeparator(byte b) {
    return b == '_' || b == '-' || b == '.' || b == ' ';
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
