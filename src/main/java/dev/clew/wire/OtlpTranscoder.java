package dev.clew.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns OTLP/JSON into OTLP protobuf export requests in one pass. Requests of the same signal may
/// be concatenated: protobuf merges their repeated fields.
///
/// Numbers may be given as JSON numbers or strings and fields in any order; unknown fields are
/// skipped, as the OTLP specification demands of receivers. A value of the wrong type and nesting
/// without end are errors.
public final class OtlpTranscoder {
  /// Forty values of values: no telemetry is deeper, and the stack holds it.
  private static final int DEEPEST = 128;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final ProtoBuffer out = new ProtoBuffer();
  private int records;
  private @Nullable Signal signal;

  /// Whether ids have to be as long as ids are: what is on disk is read back as it is.
  private boolean checksIds;

  /// Transcodes one line.
  ///
  /// @return the request's bytes, or null for a line without a signal
  /// @throws IOException when the line is not JSON
  public @Nullable Request transcode(byte[] bytes, int from, int length) throws IOException {
    out.clear();
    records = 0;
    signal = null;
    checksIds = false;
    try (JsonParser parser = JSON.createParser(bytes, from, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("not a JSON object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        top(parser);
      }
    }
    return signal == null ? null : new Request(signal, out.toByteArray(), records);
  }

  /// Transcodes an export request as OTLP/HTTP has it.
  ///
  /// @param expected what the request is for; records of other signals in it are unknown fields
  /// @return the message `Export…ServiceRequest` in protobuf
  /// @throws IOException when it is no such request, saying why; ids have to have their length
  public byte[] request(Signal expected, byte[] bytes) throws IOException {
    out.clear();
    records = 0;
    checksIds = true;
    try (JsonParser parser = JSON.createParser(bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("not a JSON object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (name.equals(expected.field())) {
          field(parser, "Request." + expected.label(), name);
        } else {
          parser.skipChildren();
        }
      }
      if (parser.nextToken() != null) {
        throw new IOException("something follows the JSON object");
      }
    }
    return out.toByteArray();
  }

  /// Transcodes one JSON document with any number of signals.
  ///
  /// @throws IOException when it is not one JSON object
  public List<Request> transcodeAll(byte[] bytes, int from, int length) throws IOException {
    List<Request> requests = new ArrayList<>(1);
    out.clear();
    records = 0;
    signal = null;
    try (JsonParser parser = JSON.createParser(bytes, from, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("not a JSON object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        top(parser);
        if (signal != null) {
          requests.add(new Request(signal, out.toByteArray(), records));
          out.clear();
          records = 0;
          signal = null;
        }
      }
      if (parser.nextToken() != null) {
        throw new IOException("more than one value in a line");
      }
    }
    return requests;
  }

  /// Transcodes the object at whose start a parser is, to the message of a type of OTLP's
  /// (`Resource`, `Span`, …).
  public byte[] message(JsonParser parser, String type) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new IOException("a " + type + " is not an object");
    }
    out.clear();
    fields(parser, type);
    return out.toByteArray();
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
      case STRING -> out.bytes(field.number(), text(parser, name).getBytes(StandardCharsets.UTF_8));
      case HEX -> out.bytes(field.number(), hex(parser, name));
      case BASE64 -> out.bytes(field.number(), base64(parser, name));
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
    fields(parser, String.valueOf(field.type()));
    out.end(start);
  }

  private void fields(JsonParser parser, String type) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String child = parser.currentName();
      parser.nextToken();
      field(parser, type, child);
    }
  }

  private void scalar(JsonParser parser, Field.Kind kind) throws IOException {
    switch (kind) {
      case BOOL -> out.varint(truth(parser) ? 1 : 0);
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

  private static String text(JsonParser parser, String name) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw new IOException("\"" + name + "\" is not a string");
    }
    return parser.getText();
  }

  private static boolean truth(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> throw new IOException("a boolean is neither true nor false");
    };
  }

  private byte[] hex(JsonParser parser, String name) throws IOException {
    String text = text(parser, name);
    int digits = name.equals("traceId") ? 32 : 16;
    if (checksIds && !text.isEmpty() && text.length() != digits) {
      throw new IOException("\"" + name + "\" has not " + digits + " hexadecimal digits");
    }
    try {
      return HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException e) {
      throw new IOException("\"" + name + "\" is not hexadecimal", e);
    }
  }

  /// Both alphabets, padded or not, as proto3 JSON has it.
  private static byte[] base64(JsonParser parser, String name) throws IOException {
    String text = text(parser, name);
    try {
      return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
    } catch (IllegalArgumentException e) {
      throw new IOException("\"" + name + "\" is not base64", e);
    }
  }

  private static long integer(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      return whole(parser);
    }
    String text = String.valueOf(parser.getValueAsString(""));
    try {
      return text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      throw new IOException("\"" + text + "\" is not an integer", e);
    }
  }

  private static long whole(JsonParser parser) throws IOException {
    if (parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      return parser.getLongValue();
    }
    BigInteger large = parser.getBigIntegerValue();
    if (large.signum() < 0 || large.bitLength() > Long.SIZE) {
      throw new IOException("an integer has over 64 bits");
    }
    return large.longValue();
  }

  private static double number(JsonParser parser) throws IOException {
    if (parser.currentToken().isNumeric()) {
      return parser.getDoubleValue();
    }
    String text = String.valueOf(parser.getValueAsString(""));
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
