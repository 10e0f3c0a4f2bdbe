package dev.clew.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Passes UTF-8 on without what could steer a terminal. Line feeds and tabs stay, and in text
/// colours (`CSI … m`); what else is not seen becomes a sign or an escape.
public final class TerminalFilter extends OutputStream {
  /// What the stream holds.
  public enum Form {
    /// Text: control characters become signs (`␛`) or `\u009b`.
    TEXT,
    /// JSON: they become the escapes of its strings.
    JSON
  }

  private static final int ESCAPE = 0x1b;
  private static final int MAX_COLOUR = 64;
  private static final int REPLACEMENT = 0xfffd;

  private final OutputStream to;
  private final Form form;

  /// The beginning of a sequence whose end has not come.
  private byte[] begun = {};

  public TerminalFilter(OutputStream to, Form form) {
    this.to = to;
    this.form = form;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (begun.length == 0) {
      pass(bytes, offset, offset + length);
      return;
    }
    byte[] all = new byte[begun.length + length];
    System.arraycopy(begun, 0, all, 0, begun.length);
    System.arraycopy(bytes, offset, all, begun.length, length);
    begun = new byte[0];
    pass(all, 0, all.length);
  }

  private void pass(byte[] bytes, int from, int end) throws IOException {
    int plain = from;
    int at = from;
    while (at < end) {
      if (isPlain(bytes[at])) {
        at++;
        continue;
      }
      to.write(bytes, plain, at - plain);
      int next = bytes[at] == ESCAPE ? colour(bytes, at, end) : character(bytes, at, end);
      if (next < 0) {
        begun = java.util.Arrays.copyOfRange(bytes, at, end);
        return;
      }
      at = next;
      plain = at;
    }
    to.write(bytes, plain, at - plain);
  }

  private static boolean isPlain(byte b) {
    return (b >= 0x20 && b < 0x7f) || b == '\n' || b == '\t';
  }

  /// A colour, or a lone escape character.
  ///
  /// @return where to go on, or -1 where its end has not come
  private int colour(byte[] bytes, int at, int end) throws IOException {
    int i = at + 1;
    if (form == Form.TEXT && i < end && bytes[i] == '[') {
      i++;
      while (i < end && i - at < MAX_COLOUR && isParameter(bytes[i])) {
        i++;
      }
      if (i < end && bytes[i] == 'm') {
        to.write(bytes, at, i + 1 - at);
        return i + 1;
      }
    }
    if (form == Form.TEXT && i == end && i - at < MAX_COLOUR) {
      return -1;
    }
    show(ESCAPE);
    return at + 1;
  }

  private static boolean isParameter(byte b) {
    return (b >= '0' && b <= '9') || b == ';' || b == ':';
  }

  /// A character of several bytes, or one that is not seen.
  ///
  /// @return where to go on, or -1 where its end has not come
  private int character(byte[] bytes, int at, int end) throws IOException {
    int lead = bytes[at] & 0xff;
    int length = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    int whole = 1;
    while (whole < length && at + whole < end && (bytes[at + whole] & 0xc0) == 0x80) {
      whole++;
    }
    if (whole < length && at + whole == end && lead >= 0xc2 && lead < 0xf5) {
      return -1;
    }
    int point = whole == length ? decode(bytes, at, length) : REPLACEMENT;
    if (point != REPLACEMENT && !TerminalText.isHidden(point)) {
      to.write(bytes, at, length);
    } else {
      show(point);
    }
    return at + (point == REPLACEMENT && length != 3 ? 1 : whole);
  }

  private static int decode(byte[] bytes, int at, int length) {
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    return text.codePointCount(0, text.length()) == 1 ? text.codePointAt(0) : REPLACEMENT;
  }

  private void show(int point) throws IOException {
    String shown =
        switch (form) {
          case TEXT -> TerminalText.sign(point);
          case JSON -> escaped(point);
        };
    to.write(shown.getBytes(StandardCharsets.UTF_8));
  }

  private static String escaped(int point) {
    StringBuilder escapes = new StringBuilder();
    for (char unit : Character.toChars(point)) {
      escapes.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
    }
    return escapes.toString();
  }

  @Override
  public void flush() throws IOException {
    to.flush();
  }

  @Override
  public void close() throws IOException {
    byte[] rest = begun;
    begun = new byte[0];
    for (byte each : rest) {
      show(each < 0 ? REPLACEMENT : each);
    }
    to.close();
  }
}
