package dev.clew.otlp.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns OTLP/JSON into OTLP protobuf export requests in one pass. Requests of the same signal may
/// be concatenated: protobuf merges their repeated fields.
///
/// Numbers may be given as JSON numbers or strings, enums as numbers or names, and fields in any
/// order under each of their names ([OtlpNames]); unknown fields are skipped, as the OTLP
/// specification demands of receivers. A value of another shape than its field's is an error, and
/// so is nesting that protobuf's parsers would not follow.
public final class OtlpTranscoder {
  private static final int TRACE_ID = 16;
  private static final int SPAN_ID = 8;
  private static final int LONG_TEXT = 1 << 20;

  private final ProtoBuffer out = new ProtoBuffer();
  private int records;

  /// Whether ids have to be as long as ids are: what is on disk is read back as it is.
  private boolean checksIds;

  /// Whether texts are copied in pieces: slower for short ones, and a long one takes a third of the
  /// memory.
  private boolean streamsTexts;

  /// Transcodes one line of a run file.
  ///
  /// @return the request's bytes, or null for a line without a signal
  /// @throws IOException when the line is not JSON
  public @Nullable Request transcode(byte[] bytes, int from, int length) throws IOException {
    OtlpSignal signal = null;
    try (JsonParser parser = OtlpJson.factory().createParser(bytes, from, length)) {
      begin(false);
      open(parser);
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        OtlpSignal found = OtlpSchema.SIGNALS.get(parser.currentName());
        parser.nextToken();
        if (found == null) {
          parser.skipChildren();
        } else {
          signal = found;
          top(parser, found, found.field());
        }
      }
    }
    return signal == null ? null : request(signal);
  }

  /// Transcodes an export request as OTLP/HTTP has it.
  ///
  /// @param expected what the request is for; records of other signals beside them are unknown
  ///   fields
  /// @return the message `Export…ServiceRequest` in protobuf
  /// @throws IOException when it is no such request, saying why; ids have to have their length
  public byte[] request(OtlpSignal expected, byte[] bytes) throws IOException {
    try (JsonParser parser = OtlpJson.factory().createParser(bytes)) {
      begin(true);
      open(parser);
      boolean found = false;
      String foreign = "";
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (top(parser, expected, name)) {
          found = true;
        } else {
          foreign = foreign.isEmpty() && OtlpNames.isKnown(name) ? name : foreign;
          parser.skipChildren();
        }
      }
      if (parser.nextToken() != null) {
        throw new MalformedMessage("something follows the JSON object");
      }
      if (!found && !foreign.isEmpty()) {
        throw new MalformedMessage(
            "it has \"" + foreign + "\" in place of \"" + expected.field() + "\"");
      }
    }
    return out.toByteArray();
  }

  /// Transcodes the object at whose start a parser is, to the message of a type of OTLP's
  /// (`Resource`, `Span`, …). It may have a text that is a good part of the memory.
  ///
  /// @return the message, until the next call
  public ProtoBuffer message(JsonParser parser, String type) throws IOException {
    begin(true);
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new MalformedMessage("a " + type + " is not an object");
    }
    streamsTexts = true;
    fields(parser, OtlpNames.of(type), MessageDescriptor.RECORD_DEPTH);
    return out;
  }

  /// Empties the buffer.
  ///
  /// @param strict whether the length of ids is checked
  void begin(boolean strict) {
    out.clear();
    records = 0;
    checksIds = strict;
    streamsTexts = false;
  }

  static void open(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new MalformedMessage("not a JSON object");
    }
  }

  /// Reads the value of a field of an export request.
  ///
  /// @return false when requests of the signal have no such field
  boolean top(JsonParser parser, OtlpSignal signal, String name) throws IOException {
    return part(parser, "Request." + signal.label(), name, 1);
  }

  /// Reads the value of a field of a message.
  ///
  /// @param depth in how many messages it is
  /// @return false when the type has no such field; then the value is still to be read
  boolean part(JsonParser parser, String type, String name, int depth) throws IOException {
    Field field = OtlpNames.of(type).get(name);
    if (field == null) {
      return false;
    }
    field(parser, field, depth);
    return true;
  }

  /// What the buffer holds.
  Request request(OtlpSignal signal) {
    return new Request(signal, out.toByteArray(), records);
  }

  ProtoBuffer out() {
    return out;
  }

  private void fields(JsonParser parser, Map<String, Field> names, int depth) throws IOException {
    Field chosen = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      Field field = names.get(parser.currentName());
      JsonToken token = parser.nextToken();
      if (field == null || token == JsonToken.VALUE_NULL) {
        parser.skipChildren();
        continue;
      }
      if (field.presence() == Field.Presence.ONE_OF) {
        if (chosen != null) {
          throw new MalformedMessage(
              "\"" + chosen.name() + "\" and \"" + field.name() + "\" exclude each other");
        }
        chosen = field;
      }
      field(parser, field, depth);
    }
  }

  private void field(JsonParser parser, Field field, int depth) throws IOException {
    if (!field.isRepeated()) {
      value(parser, field, depth);
      return;
    }
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw new MalformedMessage("\"" + field.name() + "\" is not an array");
    }
    if (field.kind().isPacked()) {
      packed(parser, field);
    } else {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        value(parser, field, depth);
      }
    }
  }

  private void packed(JsonParser parser, Field field) throws IOException {
    int start = out.begin(field.number());
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      scalar(parser, field);
    }
    out.end(start);
  }

  private void value(JsonParser parser, Field field, int depth) throws IOException {
    String name = field.name();
    switch (field.kind()) {
      case STRING -> text(parser, field);
      case HEX -> out.bytes(field.number(), id(OtlpJsonScalars.text(parser, name), name));
      case BASE64 ->
          out.bytes(
              field.number(), OtlpJsonScalars.base64(OtlpJsonScalars.text(parser, name), name));
      case MESSAGE -> message(parser, field, depth + 1);
      case ENUM, UINT32, INT64, UINT64, SINT32, FIXED32, FIXED64, SFIXED64, DOUBLE, BOOL -> {
        out.tag(field.number(), field.kind().wireType());
        scalar(parser, field);
      }
    }
  }

  private void text(JsonParser parser, Field field) throws IOException {
    if (streamsTexts && OtlpJsonScalars.length(parser, field.name()) > LONG_TEXT) {
      int start = out.begin(field.number());
      out.reserve(parser.getTextLength());
      try (Writer writer = new OutputStreamWriter(out.stream(), StandardCharsets.UTF_8)) {
        parser.getText(writer);
      }
      out.end(start);
    } else {
      String text = OtlpJsonScalars.text(parser, field.name());
      out.bytes(field.number(), text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private void message(JsonParser parser, Field field, int depth) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new MalformedMessage("\"" + field.name() + "\" is not an object");
    }
    MessageDescriptor.checkDepth(depth);
    if (OtlpSchema.isRecord(field.name())) {
      records++;
    }
    int start = out.begin(field.number());
    fields(parser, OtlpNames.of(String.valueOf(field.type())), depth);
    out.end(start);
  }

  private void scalar(JsonParser parser, Field field) throws IOException {
    String name = field.name();
    switch (field.kind()) {
      case BOOL -> out.varint(OtlpJsonScalars.truth(parser, name) ? 1 : 0);
      case DOUBLE -> out.fixed64(Double.doubleToRawLongBits(OtlpJsonScalars.number(parser, name)));
      case FIXED64, SFIXED64 -> out.fixed64(OtlpJsonScalars.integer(parser, name));
      case FIXED32 -> out.fixed32((int) narrow(parser, name));
      case SINT32 -> {
        long value = narrow(parser, name);
        out.varint((value << 1) ^ (value >> 63));
      }
      case UINT32 -> out.varint(narrow(parser, name));
      case ENUM -> out.varint(OtlpJsonScalars.choice(parser, name));
      case INT64, UINT64 -> out.varint(OtlpJsonScalars.integer(parser, name));
      case STRING, HEX, BASE64, MESSAGE ->
          throw new IllegalArgumentException(field.kind() + " is not a scalar");
    }
  }

  private static long narrow(JsonParser parser, String name) throws IOException {
    return OtlpJsonScalars.within(
        OtlpJsonScalars.integer(parser, name), Integer.MIN_VALUE, 0xFFFF_FFFFL, name);
  }

  /// Ids are in hex; Tempo's JSON has them in base64, as it follows proto3's mapping to the letter.
  /// Their lengths tell one from the other.
  private byte[] id(String text, String name) throws IOException {
    int size = name.equals("traceId") ? TRACE_ID : SPAN_ID;
    if (text.length() == (size + 2) / 3 * 4 && text.endsWith("=")) {
      byte[] id = OtlpJsonScalars.base64(text, name);
      if (id.length == size) {
        return id;
      }
    }
    if (checksIds && !text.isEmpty() && text.length() != 2 * size) {
      throw new MalformedMessage("\"" + name + "\" has not " + 2 * size + " hexadecimal digits");
    }
    return OtlpJsonScalars.hex(text, name);
  }

  /// An export request, or a part of one.
  ///
  /// @param protobuf the message `Export…ServiceRequest`
  /// @param records spans, log records or data points in it
  @SuppressWarnings("ArrayRecordComponent")
  public record Request(OtlpSignal signal, byte[] protobuf, int records) {}
}
