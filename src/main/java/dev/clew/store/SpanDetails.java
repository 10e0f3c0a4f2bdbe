package dev.clew.store;

import dev.clew.otlp.codec.MalformedMessage;
import dev.clew.otlp.codec.OtlpFields.SpanFields;
import dev.clew.otlp.codec.ProtoCursor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What a table of spans shows and only the message tells; kept beside it as one number.
///
/// @param events how many it has, at most 2^20 - 1
/// @param links likewise
/// @param kind what Clew says that it is: 0 nothing, [#STAGE] or [#COMMAND]
public record SpanDetails(int events, int links, int kind) {
  public static final int STAGE = 1;
  public static final int COMMAND = 2;

  /// What is stored for a span of which it is not known.
  static final int UNKNOWN = -1;

  private static final byte[] KEY = "clew.kind".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] IS_STAGE = "stage".getBytes(StandardCharsets.US_ASCII);
  private static final int MOST = (1 << 20) - 1;
  private static final int LINKS = 20;
  private static final int KIND = 40;

  /// Reads them from a message.
  static SpanDetails of(byte[] message) throws MalformedMessage {
    int events = 0;
    int links = 0;
    int kind = 0;
    ProtoCursor cursor = new ProtoCursor(message, 0, message.length);
    while (cursor.next()) {
      if (cursor.isBlock(SpanFields.EVENTS)) {
        events++;
      } else if (cursor.isBlock(SpanFields.LINKS)) {
        links++;
      } else if (cursor.isBlock(SpanFields.ATTRIBUTES)) {
        kind = kind(kind, message, cursor);
      }
    }
    return new SpanDetails(events, links, kind);
  }

  /// What an attribute says of the kind.
  ///
  /// @param known what the ones before it have said
  static int kind(int known, byte[] bytes, ProtoCursor attribute) {
    int key = attribute.blockStart() + 2;
    int end = key + KEY.length;
    if (end > attribute.blockEnd() || !Arrays.equals(bytes, key, end, KEY, 0, KEY.length)) {
      return known;
    }
    int value = attribute.blockEnd() - IS_STAGE.length;
    boolean stage =
        value >= end
            && Arrays.equals(bytes, value, attribute.blockEnd(), IS_STAGE, 0, IS_STAGE.length);
    return stage ? STAGE : COMMAND;
  }

  static long pack(int events, int links, int kind) {
    return Math.min(events, MOST) | (long) Math.min(links, MOST) << LINKS | (long) kind << KIND;
  }

  static boolean hasLinks(long packed) {
    return (packed >> LINKS & MOST) != 0;
  }

  static SpanDetails unpack(long packed) {
    return new SpanDetails(
        (int) packed & MOST, (int) (packed >> LINKS) & MOST, (int) (packed >> KIND));
  }
}
