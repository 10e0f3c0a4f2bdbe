package dev.clew.runs.file;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Finds an ASCII string in bytes (Boyer, Moore and Horspool), without decoding them.
final class ByteSearch {
  private final byte[] pattern;
  private final int[] shift = new int[256];

  ByteSearch(String ascii) {
    pattern = ascii.getBytes(StandardCharsets.US_ASCII);
    Arrays.fill(shift, pattern.length);
    for (int i = 0; i < pattern.length - 1; i++) {
      shift[pattern[i] & 0xff] = pattern.length - 1 - i;
    }
  }

  /// The index of the first occurrence within `[from, to)`, or -1.
  int find(byte[] bytes, int from, int to) {
    int last = pattern.length - 1;
    for (int at = from; at + last < to; at += shift[bytes[at + last] & 0xff]) {
      int i = last;
      while (i >= 0 && bytes[at + i] == pattern[i]) {
        i--;
      }
      if (i < 0) {
        return at;
      }
    }
    return -1;
  }
}
