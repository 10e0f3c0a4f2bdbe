package dev.clew.runfile;

import dev.clew.otlp.codec.Utf8;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Lines of a command's output on their way into one OTLP/JSON line: log records of severity DEBUG
/// whose `log.iostream` names the stream. Invalid UTF-8 is replaced by U+FFFD as the Unicode
/// standard recommends (one for each maximal subpart).
///
/// Not thread-safe.
public final class OutputBatch {
  /// Records of one OTLP/JSON line.
  public static final int MAX_RECORDS = 512;

  private static final int MAX_BYTES = 1 << 20;
  private static final byte[] BODY = ascii("\",\"severityNumber\":5,\"body\":{\"stringValue\":\"");
  private static final byte[] TIME = ascii("{\"timeUnixNano\":\"");
  private static final byte[] ORIGINAL =
      ascii(",{\"key\":\"log.record.original\",\"value\":{\"stringValue\":\"");
  private static final byte[] ORIGINAL_END = ascii("\"}}");

  /// More than all the constant parts of a record and the time.
  private static final int FRAME = 256;

  private static final byte[] END = ascii("]}]}]}\n");
  private static final byte[] HEX = ascii("0123456789abcdef");
  private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

  private final byte[] head;
  private final byte[] attributes;
  private byte[] buffer = new byte[64 * 1024];
  private int length;
  private int records;

  /// An empty batch of one stream.
  ///
  /// @param resourceJson the resource as an OTLP/JSON object
  /// @param stream `stdout` or `stderr`
  public OutputBatch(byte[] resourceJson, String stream) {
    this(resourceJson, stream, null);
  }

  /// An empty batch of one stream of a session.
  ///
  /// @param resourceJson the resource as an OTLP/JSON object
  /// @param stream `stdout` or `stderr`
  /// @param session letters and digits, or null for none
  public OutputBatch(byte[] resourceJson, String stream, @Nullable String session) {
    head =
        concat(
            ascii("{\"resourceLogs\":[{\"resource\":"),
            resourceJson,
            ascii(",\"scopeLogs\":[{\"scope\":{\"name\":\"clew.run\"},\"logRecords\":["));
    attributes =
        ascii(
            "\"},\"attributes\":[{\"key\":\"log.iostream\",\"value\":{\"stringValue\":\""
                + stream
                + "\"}}"
                + (session == null
                    ? ""
                    : ",{\"key\":\"session.id\",\"value\":{\"stringValue\":\"" + session + "\"}}"));
  }

  /// The span of a line, for [#add].
  ///
  /// @param traceId 32 hex characters
  /// @param spanId 16 hex characters
  public static byte[] span(String traceId, String spanId) {
    return ascii("],\"traceId\":\"" + traceId + "\",\"spanId\":\"" + spanId + "\"}");
  }

  /// Adds one line without its line end.
  ///
  /// @param original with the control sequences that are left out of the text, or null for none
  /// @param span from [#span]
  /// @param nanos time of the line, nanoseconds since 1970
  public void add(
      byte[] text, int from, int to, byte @Nullable [] original, byte[] span, long nanos) {
    int bytes = to - from + (original == null ? 0 : original.length);
    // A byte becomes at most six: a control character becomes an escape of six.
    reserve(head.length + FRAME + attributes.length + 6 * bytes + span.length);
    put(records == 0 ? head : COMMA);
    put(TIME);
    putDecimal(nanos);
    put(BODY);
    putText(text, from, to);
    put(attributes);
    if (original != null) {
      put(ORIGINAL);
      putText(original, 0, original.length);
      put(ORIGINAL_END);
    }
    put(span);
    records++;
  }

  private static final byte[] COMMA = ascii(",");

  /// Whether it should be written before more is added.
  public boolean isFull() {
    return records >= MAX_RECORDS || length >= MAX_BYTES;
  }

  public boolean isEmpty() {
    return records == 0;
  }

  /// Closes the line and hands it out; the batch is empty then. The buffer is valid until the next
  /// [#add].
  public ByteBuffer drain() {
    reserve(END.length);
    put(END);
    ByteBuffer line = ByteBuffer.wrap(buffer, 0, length);
    length = 0;
    records = 0;
    return line;
  }

  private void putText(byte[] text, int from, int to) {
    byte[] out = buffer;
    int o = length;
    int i = from;
    while (i < to) {
      byte b = text[i];
      if (b >= 0x20 && b != '"' && b != '\\' && b != 0x7F) {
        out[o++] = b;
        i++;
      } else if (b >= 0) {
        o = escape(out, o, b);
        i++;
      } else {
        int size = Utf8.sequence(text, i, to);
        if (size > 0) {
          System.arraycopy(text, i, out, o, size);
          o += size;
          i += size;
        } else {
          System.arraycopy(REPLACEMENT, 0, out, o, 3);
          o += 3;
          i -= size;
        }
      }
    }
    length = o;
  }

  private static int escape(byte[] out, int at, byte b) {
    int o = at;
    out[o++] = '\\';
    switch (b) {
      case '"', '\\' -> out[o++] = b;
      case '\t' -> out[o++] = 't';
      case '\r' -> out[o++] = 'r';
      case '\n' -> out[o++] = 'n';
      default -> {
        out[o++] = 'u';
        out[o++] = '0';
        out[o++] = '0';
        out[o++] = HEX[b >> 4];
        out[o++] = HEX[b & 15];
      }
    }
    return o;
  }

  private void putDecimal(long value) {
    int digits = 1;
    for (long rest = value; rest >= 10; rest /= 10) {
      digits++;
    }
    long rest = value;
    for (int i = length + digits - 1; i >= length; i--) {
      buffer[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
  }

  private void put(byte[] bytes) {
    System.arraycopy(bytes, 0, buffer, length, bytes.length);
    length += bytes.length;
  }

  private void reserve(int more) {
    if (buffer.length - length < more) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
    }
  }

  private static byte[] concat(byte[]... parts) {
    byte[] all = new byte[Arrays.stream(parts).mapToInt(p -> p.length).sum()];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
