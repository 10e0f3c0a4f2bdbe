package dev.clew.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.clew.wire.OtlpSchema.Field;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Turns lines of OTLP/JSON into OTLP protobuf export requests in one pass. Requests of the same
/// signal may be concatenated: protobuf merges their repeated fields.
///
/// Numbers may be given as JSON numbers or strings and fields in any order; unknown fields are
/// skipped, as the OTLP specification demands of receivers.
public final class OtlpTranscoder {
  private final JsonFactory json = new JsonFactory();
  private final ProtoBuffer out = new ProtoBuffer();
  private int records;
  private @Nullable Signal signal;

  /// Transcodes one line.
  ///
  /// @return the request's bytes, or null for a line without a signal
  /// @throws IOException when the line is not JSON
  public @Nullable Request transcode(byte[] bytes, int from, int length) throws IOException {
    out.clear();
    records = 0;
    signal = null;
    try (JsonParser parser = json.createParser(bytes, from, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("not a JSON object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        top(parser);
      }
    }
    return signal == null ? null : new Request(signal, out.toByteArray(), records);
  }

  private void top(JsonParser parser) throws IOException {
    String name = parser.currentName();
    Signal found = OtlpSchema.SIGNALS.get(name);
    parser.nextToken();
    if (found == null) {
      parser.skipChildren();
      return;
    }
    signal = found;
    field(parser, "Request." + found.label(), name);
  }

  private void field(JsonParser parser, String type, String name) throws IOException {
    Field field = OtlpSchema.field(type, name);
    JsonToken token = parser.currentToken();
    if (field == null || token == JsonToken.VALUE_NULL) {
      parser.skipChildren();
    } else if (token != JsonToken.START_ARRAY) {
      value(parser, field, name);
    } else if (field.kind().isPacked()) {
      packed(parser, field);
    } else {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        value(parser, field, name);
      }
    }
  }

  private void packed(JsonParser parser, Field field) throws IOException {
    int start = out.begin(field.number());
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      scalar(parser, field.kind());
    }
    out.end(start);
  }

  private void value(JsonParser parser, Field field, String name) throws IOException {
    switch (field.kind()) {
      case STRING -> out.bytes(field.number(), text(parser).getBytes(StandardCharsets.UTF_8));
      case HEX -> out.bytes(field.number(), hex(parser));
      case BASE64 -> out.bytes(field.number(), base64(parser));
      case MESSAGE -> message(parser, field, name);
      case ENUM, UINT32, INT64, UINT64, SINT32, FIXED32, FIXED64, SFIXED64, DOUBLE, BOOL -> {
        out.tag(field.number(), field.kind().wireType());
        scalar(parser, field.kind());
      }
    }
  }

  private void message(JsonParser parser, Field field, String name) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new IOException("\"" + name + "\" is not an object");
    }
    if (OtlpSchema.isRecord(name)) {
      records++;
    }
    int start = out.begin(field.number());
    String type = String.valueOf(field.type());
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String child = parser.currentName();
      parser.nextToken();
      field(parser, type, child);
    }
    out.end(start);
  }

  private void scalar(JsonParser parser, OtlpSchema.Kind kind) throws IOException {
    switch (kind) {
      case BOOL -> out.varint(parser.currentToken() == JsonToken.VALUE_TRUE ? 1 : 0);
      case DOUBLE -> out.fixed64(Double.doubleToRawLongBits(number(parser)));
      case FIXED64, SFIXED64 -> out.fixed64(integer(parser));
      case FIXED32 -> out.fixed32((int) integer(parser));
      case SINT32 -> {
        long value = integer(parser);
        out.varint((value << 1) ^ (value >> 63));
      }
      case ENUM, UINT32, INT64, UINT64 -> out.varint(integer(parser));
      case STRING, HEX, BASE64, MESSAGE ->
          throw new IllegalArgumentException(kind + " is not a scalar");
    }
  }

  private static String text(JsonParser parser) throws IOException {
    return String.valueOf(parser.getValueAsString(""));
  }

  private static byte[] hex(JsonParser parser) throws IOException {
    try {
      return HexFormat.of().parseHex(text(parser));
    } catch (IllegalArgumentException e) {
      throw new IOException("an id is not hexadecimal", e);
    }
  }

  private static byte[] base64(JsonParser parser) throws IOException {
    try {
      return Base64.getDecoder().decode(text(parser));
    } catch (IllegalArgumentException e) {
      throw new IOException("bytes are not base64", e);
    }
  }

  private static long integer(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      return parser.getBigIntegerValue().longValue();
    }
    String text = text(parser);
    try {
      return text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      throw new IOException("\"" + text + "\" is not an integer", e);
    }
  }

  private static double number(JsonParser parser) throws IOException {
    if (parser.currentToken().isNumeric()) {
      return parser.getDoubleValue();
    }
    String text = text(parser);
    try {
      return switch (text) {
        case "NaN" -> Double.NaN;
        case "Infinity" -> Double.POSITIVE_INFINITY;
        case "-Infinity" -> Double.NEGATIVE_INFINITY;
        default -> Double.parseDouble(text);
      };
    } catch (NumberFormatException e) {
      throw new IOException("\"" + text + "\" is not a number", e);
    }
  }

  /// An export request, or a part of one.
  ///
  /// @param protobuf the message `Export…ServiceRequest`
  /// @param records spans, log records or data points in it
  @SuppressWarnings("ArrayRecordComponent")
  public record Request(Signal signal, byte[] protobuf, int records) {}
}
