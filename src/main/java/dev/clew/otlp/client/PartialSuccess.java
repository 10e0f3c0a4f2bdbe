package dev.clew.otlp.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.clew.otlp.codec.AnswerFields.PartialSuccessFields;
import dev.clew.otlp.codec.AnswerFields.ResponseFields;
import dev.clew.otlp.codec.MalformedMessage;
import dev.clew.otlp.codec.ProtoCursor;
import java.io.IOException;

/// Reads `Export…ServiceResponse.partial_success`, which the three signals share.
final class PartialSuccess {
  private PartialSuccess() {}

  /// Reads protobuf; fields that this version does not know are passed over.
  ///
  /// @param from where the message starts
  /// @throws MalformedMessage when the bytes are no such message
  static ExportResult of(byte[] response, int from) throws MalformedMessage {
    long rejected = 0;
    String reason = "";
    var answer = new ProtoCursor(response, from, response.length);
    while (answer.next()) {
      if (answer.field() != ResponseFields.PARTIAL_SUCCESS) {
        continue;
      }
      demand(answer, ProtoCursor.BLOCK);
      var partial = answer.block();
      while (partial.next()) {
        if (partial.field() == PartialSuccessFields.REJECTED) {
          demand(partial, ProtoCursor.VARINT);
          rejected = partial.number();
        } else if (partial.field() == PartialSuccessFields.ERROR_MESSAGE) {
          demand(partial, ProtoCursor.BLOCK);
          reason = partial.text();
        }
      }
    }
    return delivered(rejected, reason);
  }

  private static void demand(ProtoCursor field, int type) throws MalformedMessage {
    if (field.type() != type) {
      throw new MalformedMessage("a field has another type");
    }
  }

  /// Reads OTLP/JSON. An object of other fields alone, such as an error, is none.
  ///
  /// @throws IOException when the bytes are no such message
  static ExportResult ofJson(byte[] response) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(response)) {
      ExportResult delivered = new ExportResult.Confirmed();
      boolean known = false;
      boolean other = false;
      open(parser, parser.nextToken());
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (name.equals("partialSuccess") || name.equals("partial_success")) {
          delivered = partial(parser);
          known = true;
        } else {
          parser.skipChildren();
          other = true;
        }
      }
      if (parser.nextToken() != null || (other && !known)) {
        throw new MalformedMessage("it has no partialSuccess");
      }
      return delivered;
    }
  }

  private static ExportResult partial(JsonParser parser) throws IOException {
    long rejected = 0;
    String reason = "";
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return new ExportResult.Confirmed();
    }
    open(parser, parser.currentToken());
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.startsWith("rejected")) {
        rejected = number(parser, value);
      } else if (name.equals("errorMessage") || name.equals("error_message")) {
        reason = parser.getValueAsString("");
      }
      parser.skipChildren();
    }
    return delivered(rejected, reason);
  }

  /// A 64-bit integer of proto3's JSON: a string or a number.
  private static long number(JsonParser parser, JsonToken value) throws IOException {
    if (value == JsonToken.VALUE_NULL) {
      return 0;
    }
    try {
      return Long.parseLong(String.valueOf(parser.getValueAsString("")));
    } catch (NumberFormatException e) {
      throw new IOException("the number of rejected records is none", e);
    }
  }

  private static void open(JsonParser parser, JsonToken token) throws IOException {
    if (token != JsonToken.START_OBJECT) {
      throw new MalformedMessage("no object at byte " + parser.currentLocation().getByteOffset());
    }
  }

  private static ExportResult delivered(long rejected, String reason) throws MalformedMessage {
    if (rejected < 0) {
      throw new MalformedMessage("it rejects " + rejected + " records");
    }
    // With nothing rejected the reason is a warning that asks for no action.
    return rejected == 0
        ? new ExportResult.Confirmed()
        : new ExportResult.Partial(rejected, reason);
  }
}
