package dev.clew.posix;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

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

  /// A copy as the C library takes it, with a zero at its end.
  static MemorySegment pointer(Arena arena, String text) {
    byte[] bytes = encode(text);
    MemorySegment copy = arena.allocate(bytes.length + 1L);
    MemorySegment.copy(bytes, 0, copy, java.lang.foreign.ValueLayout.JAVA_BYTE, 0, bytes.length);
    return copy;
  }

  /// Such copies, as `argv` and `envp` are.
  static MemorySegment pointers(Arena arena, List<String> texts) {
    MemorySegment array =
        arena.allocate((texts.size() + 1L) * NativeMemory.LONG, NativeMemory.LONG);
    for (int i = 0; i < texts.size(); i++) {
      NativeMemory.putLong(array, i * NativeMemory.LONG, pointer(arena, texts.get(i)).address());
    }
    return array;
  }

  private static boolean isEscaped(int point) {
    return point >= ESCAPE + 0x80 && point <= ESCAPE + 0xFF;
  }
}
