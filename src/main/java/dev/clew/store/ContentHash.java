package dev.clew.store;

import dev.clew.content.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/// The first 16 bytes of a SHA-256 over several parts: what tells equal contents apart from others.
final class ContentHash {
  private static final int LENGTH = 16;

  private final MessageDigest digest = Sha256.begin();

  ContentHash add(byte[] part) {
    add(part.length);
    digest.update(part);
    return this;
  }

  ContentHash add(String part) {
    return add(part.getBytes(StandardCharsets.UTF_8));
  }

  ContentHash add(long part) {
    for (int shift = 0; shift < Long.SIZE; shift += 8) {
      digest.update((byte) (part >>> shift));
    }
    return this;
  }

  /// The hash of what was added since the last call, for the columns `hash`.
  ByteBuffer finish() {
    return ByteBuffer.wrap(Arrays.copyOf(digest.digest(), LENGTH));
  }

  /// The bytes of a hash.
  static byte[] bytes(ByteBuffer hash) {
    byte[] bytes = new byte[LENGTH];
    hash.get(0, bytes);
    return bytes;
  }
}
