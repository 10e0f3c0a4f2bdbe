package dev.clew.web.guard;

import dev.clew.content.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What a client has to know, as a salted SHA-256: the token itself is kept nowhere.
///
/// @param text `sha256:SALT:DIGEST` in hexadecimal
public record BearerToken(String text) implements Admission {
  private static final String SCHEME = "Bearer ";
  private static final int SALT = 16;

  /// Of a token.
  public static BearerToken of(String token, RandomGenerator random) {
    byte[] salt = new byte[SALT];
    random.nextBytes(salt);
    HexFormat hex = HexFormat.of();
    return new BearerToken(
        "sha256:" + hex.formatHex(salt) + ":" + hex.formatHex(digest(salt, token)));
  }

  public BearerToken {
    if (!text.matches("sha256:[0-9a-f]{32}:[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not the digest of a token");
    }
  }

  /// Whether an Authorization header has the token; takes as long for any wrong one.
  @Override
  public boolean admits(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return false;
    }
    String[] parts = text.split(":", -1);
    HexFormat hex = HexFormat.of();
    String token = authorization.substring(SCHEME.length()).strip();
    return MessageDigest.isEqual(hex.parseHex(parts[2]), digest(hex.parseHex(parts[1]), token));
  }

  private static byte[] digest(byte[] salt, String token) {
    MessageDigest sha = Sha256.begin();
    sha.update(salt);
    return sha.digest(token.getBytes(StandardCharsets.UTF_8));
  }

  /// The digest is no secret, but nothing for a log.
  @Override
  public String toString() {
    return "BearerToken";
  }
}
