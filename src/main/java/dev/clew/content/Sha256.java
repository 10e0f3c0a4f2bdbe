package dev.clew.content;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256, which every Java platform has.
public final class Sha256 {
  /// Bytes of a hash.
  public static final int LENGTH = 32;

  private Sha256() {}

  /// Begins a hash.
  public static MessageDigest begin() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The hash of a content, or its first bytes.
  public static String hex(byte[] content, int bytes) {
    return HexFormat.of().formatHex(begin().digest(content), 0, bytes);
  }
}
