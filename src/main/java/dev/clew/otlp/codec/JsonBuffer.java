package dev.clew.otlp.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A growing buffer of JSON in UTF-8. Commas and quotes are the caller's.
public final class JsonBuffer {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] REPLACEMENT = "\ufffd".getBytes(StandardCharsets.UTF_8);

  /// Digits of the greatest `long`.
  private static final int LONGEST_NUMBER = 19;

  private static final int SIZE = 16 << 10;

  private byte[] bytes;
  private int length;

  public JsonBuffer() {
    this(SIZE);
  }

  /// An empty buffer.
  ///
  /// @param size how many bytes are expected; it grows beyond them
  public JsonBuffer(int size) {
    bytes = new byte[size];
  }

  /// The buffer itself, of which the first [#length] bytes count.
  public byte[] bytes() {
    return bytes;
  }

  /// What is in it; the buffer itself, where that is full.
  public byte[] toBytes() {
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }

  public int length() {
    return length;
  }

  /// Drops everything after a position.
  public void cut(int position) {
    length = position;
    if (position == 0 && bytes.length > Capacity.LARGE) {
      bytes = new byte[SIZE];
    }
  }

  /// What goes between two elements, unless the next one is the first.
  public void comma() {
    byte last = length == 0 ? (byte) '[' : bytes[length - 1];
    if (last != '{' && last != '[') {
      put(',');
    }
  }

  public void put(char ascii) {
    reserve(1);
    bytes[length++] = (byte) ascii;
  }

  void put(byte[] raw) {
    put(raw, 0, raw.length);
  }

  /// Bytes as they are.
  public void put(byte[] raw, int from, int count) {
    reserve(count);
    System.arraycopy(raw, from, bytes, length, count);
    length += count;
  }

  /// Digits and other plain ASCII.
  public void put(String ascii) {
    int count = ascii.length();
    reserve(count);
    for (int i = 0; i < count; i++) {
      bytes[length++] = (byte) ascii.charAt(i);
    }
  }

  public void number(long value) {
    if (value < 0) {
      put(Long.toString(value));
      return;
    }
    int digits = digits(value);
    reserve(digits);
    length += digits;
    long rest = value;
    for (int i = length - 1; i >= length - digits; i--) {
      long tenth = rest / 10;
      bytes[i] = (byte) ('0' + (rest - tenth * 10));
      rest = tenth;
    }
  }

  private static int digits(long value) {
    int digits = 1;
    for (long limit = 10; digits < LONGEST_NUMBER && value >= limit; limit *= 10) {
      digits++;
    }
    return digits;
  }

  /// Sixteen digits.
  public void hex(long value) {
    reserve(16);
    for (int shift = 60; shift >= 0; shift -= 4) {
      bytes[length++] = HEX[(int) (value >>> shift) & 0xF];
    }
  }

  void hex(byte[] raw, int from, int to) {
    reserve(2 * (to - from));
    for (int i = from; i < to; i++) {
      bytes[length++] = HEX[(raw[i] >> 4) & 0xF];
      bytes[length++] = HEX[raw[i] & 0xF];
    }
  }

  /// The content of a string: escaped as JSON wants it, what is no UTF-8 replaced by U+FFFD.
  void text(byte[] raw, int from, int to) {
    reserve(to - from);
    int i = from;
    while (i < to) {
      int start = i;
      while (i < to && isPlain(raw[i])) {
        i++;
      }
      put(raw, start, i - start);
      if (i < to) {
        i += raw[i] < 0 ? sequence(raw, i, to) : escape(raw[i]);
      }
    }
  }

  private static boolean isPlain(byte b) {
    return b >= 0x20 && b != '"' && b != '\\';
  }

  private int sequence(byte[] raw, int at, int end) {
    int size = Utf8.sequence(raw, at, end);
    if (size < 0) {
      put(REPLACEMENT);
      return -size;
    }
    put(raw, at, size);
    return size;
  }

  private int escape(byte b) {
    switch (b) {
      case '"' -> put("\\\"");
      case '\\' -> put("\\\\");
      case '\n' -> put("\\n");
      case '\t' -> put("\\t");
      case '\r' -> put("\\r");
      default -> {
        put("\\u00");
        put((char) HEX[b >> 4]);
        put((char) HEX[b & 0xF]);
      }
    }
    return 1;
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Capacity.next(bytes.length, length, more));
    }
  }
}
