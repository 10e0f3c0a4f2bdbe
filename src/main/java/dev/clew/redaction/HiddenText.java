package dev.clew.redaction;

/// What a line that was written for a terminal holds and a reader does not see: text that was
/// written over or erased, and the strings of its control sequences, such as titles and addresses
/// of links. Each part is a line of its own.
///
/// Used again for the next line; not thread-safe.
final class HiddenText {
  private static final byte ESCAPE = 0x1B;
  private static final byte DELETE = 0x7F;

  private byte[] bytes = new byte[256];
  private int length;
  private byte[] strings = new byte[256];
  private int stringsLength;

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /// Takes the next line.
  ///
  /// @return whether anything in it is hidden
  boolean set(byte[] text, int from, int to) {
    length = 0;
    stringsLength = 0;
    if (bytes.length < 2 * (to - from) + 2) {
      bytes = new byte[2 * (to - from) + 2];
      strings = new byte[bytes.length];
    }
    boolean hidden = false;
    int i = from;
    while (i < to) {
      byte b = text[i];
      if (b == ESCAPE) {
        int end = VisibleText.afterSequence(text, i + 1, to);
        if (i + 1 < to && isString(text[i + 1])) {
          hidden = true;
          addString(text, i + 2, end);
        }
        i = end;
      } else {
        hidden |= b == '\r' || b == '\b';
        put(b);
        i++;
      }
    }
    bytes[length++] = '\n';
    System.arraycopy(strings, 0, bytes, length, stringsLength);
    length += stringsLength;
    return hidden;
  }

  private static boolean isString(byte introducer) {
    return "]PX^_".indexOf(introducer) >= 0;
  }

  private void put(byte b) {
    if (b == '\r') {
      bytes[length++] = '\n';
    } else if (isText(b)) {
      bytes[length++] = b;
    }
  }

  /// A control sequence may stand in the middle of a string, too.
  private void addString(byte[] text, int from, int to) {
    int i = from;
    while (i < to) {
      if (text[i] == ESCAPE && i + 1 < to && text[i + 1] == '[') {
        i = VisibleText.afterSequence(text, i + 1, to);
      } else {
        if (isText(text[i]) && !(text[i] == '\\' && text[i - 1] == ESCAPE)) {
          strings[stringsLength++] = text[i];
        }
        i++;
      }
    }
    strings[stringsLength++] = '\n';
  }

  private static boolean isText(byte b) {
    return b == '\t' || b < 0 || (b >= 0x20 && b != DELETE);
  }
}
