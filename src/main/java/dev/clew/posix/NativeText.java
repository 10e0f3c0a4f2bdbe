package dev.clew.posix;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Names, arguments and variables of the operating system are bytes. As text they are UTF-8; a byte
/// that is none becomes a lone surrogate U+DC80 to U+DCFF and the same byte again on the way back,
/// as PEP 383 has it, so that a child gets what Clew was given, whatever the locale.
public final class NativeText {
  private static final char ESCAPE = 0xDC00;

  private NativeText() {}

  /// Bytes to text.
  public static String decode(byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer from = ByteBuffer.wrap(bytes);
    CharBuffer to = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(from, to, true);
    while (result.isError()) {
      for (int i = 0; i < result.length(); i++) {
        to.put((char) (ESCAPE + (from.get() & 0xFF)));
      }
      result = decoder.decode(from, to, true);
    }
    return to.flip().toString();
  }

  /// The text with U+FFFD for what is not UTF-8, to be shown or recorded.
  public static String printable(String text) {
    if (text.chars().noneMatch(NativeText::isEscaped)) {
      return text;
    }
    var shown = new StringBuilder();
    text.codePoints().forEach(point -> shown.appendCodePoint(isEscaped(point) ? 0xFFFD : point));
    return shown.toString();
  }

  /// Text to bytes.
  static byte[] encode(String text) {
    if (text.chars().noneMatch(NativeText::isEscaped)) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    var bytes = new ByteArrayOutputStream(text.length() + 8);
    text.codePoints()
        .forEach(
            point -> {
              if (isEscaped(point)) {
                bytes.write(point - ESCAPE);
              } else {
                bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
              }
            });
    return bytes.toByteArray();
  }

  private static boolean isEscaped(int point) {
    return point >= ESCAPE + 0x80 && point <= ESCAPE + 0xFF;
  }
}
