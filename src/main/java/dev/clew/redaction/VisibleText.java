package dev.clew.redaction;

import java.nio.charset.StandardCharsets;

/// What a reader sees of a line that was written for a terminal: without the control sequences of
/// [ECMA-48](https://ecma-international.org/publications-and-standards/standards/ecma-48/), and
/// with only what was written last where the line was written several times over, as progress bars
/// are.
///
/// Used again for the next line; not thread-safe.
final class VisibleText {
  private static final byte BELL = 0x07;
  private static final byte BACKSPACE = 0x08;
  private static final byte ESCAPE = 0x1B;
  private static final byte DELETE = 0x7F;

  private byte[] bytes = new byte[256];
  private int length;
  private boolean restart;

  /// Whether there is anything in a text that a terminal would not show as it is.
  static boolean isControlled(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      byte b = text[i];
      if ((b >= 0 && b < 0x20 && b != '\t') || b == DELETE) {
        return true;
      }
    }
    return false;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /// Takes the next line.
  void set(byte[] text, int from, int to) {
    length = 0;
    restart = false;
    if (bytes.length < to - from) {
      bytes = new byte[to - from];
    }
    for (int i = from; i < to; ) {
      byte b = text[i];
      if (b == ESCAPE) {
        i = afterSequence(text, i + 1, to);
      } else {
        put(b);
        i++;
      }
    }
  }

  /// The same of a text.
  static String of(String text) {
    byte[] all = text.getBytes(StandardCharsets.UTF_8);
    if (!isControlled(all, 0, all.length)) {
      return text;
    }
    var visible = new VisibleText();
    visible.set(all, 0, all.length);
    return new String(visible.bytes, 0, visible.length, StandardCharsets.UTF_8);
  }

  private void put(byte b) {
    if (b == '\r') {
      restart = true;
    } else if (b == BACKSPACE) {
      back();
    } else if (b == '\t' || b < 0 || (b >= 0x20 && b != DELETE)) {
      if (restart) {
        length = 0;
        restart = false;
      }
      bytes[length++] = b;
    }
  }

  private void back() {
    while (length > 0 && (bytes[length - 1] & 0xC0) == 0x80) {
      length--;
    }
    length = Math.max(0, length - 1);
  }

  /// Where a control sequence ends.
  ///
  /// @param start behind the escape
  static int afterSequence(byte[] text, int start, int to) {
    if (start == to) {
      return to;
    }
    return switch (text[start]) {
      case '[' -> afterControl(text, start + 1, to);
      case ']', 'P', 'X', '^', '_' -> afterString(text, start + 1, to);
      default -> {
        int i = start;
        while (i < to && text[i] >= 0x20 && text[i] < 0x30) {
          i++;
        }
        yield Math.min(i + 1, to);
      }
    };
  }

  private static int afterControl(byte[] text, int start, int to) {
    int i = start;
    while (i < to && text[i] >= 0x20 && text[i] < 0x40) {
      i++;
    }
    return Math.min(i + 1, to);
  }

  private static int afterString(byte[] text, int start, int to) {
    for (int i = start; i < to; i++) {
      if (text[i] == BELL) {
        return i + 1;
      }
      if (text[i] == ESCAPE && i + 1 < to && text[i + 1] == '\\') {
        return i + 2;
      }
    }
    return to;
  }
}
