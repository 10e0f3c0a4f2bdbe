package dev.clew.exchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.clew.wire.OtlpTranscoder;
import dev.clew.wire.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// Reads documents of OTLP/JSON of any size and layout, record by record.
final class JsonDocument {
  private final OtlpTranscoder transcoder = new OtlpTranscoder();
  private final JsonParser parser;
  private final RequestSink sink;

  private JsonDocument(JsonParser parser, RequestSink sink) {
    this.parser = parser;
    this.sink = sink;
  }

  /// Reads one document after the other.
  ///
  /// @throws IOException when the stream cannot be read or is no OTLP/JSON
  static void read(InputStream in, RequestSink sink) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(in)) {
      JsonDocument document = new JsonDocument(parser, sink);
      while (parser.nextToken() != null) {
        document.fields(document::top);
      }
    }
  }

  /// Reads the value at the parser's current token.
  @FunctionalInterface
  private interface FieldReader {
    void read(String name) throws IOException;
  }

  private void fields(FieldReader reader) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new IOException("no object " + place());
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (parser.nextToken() != JsonToken.VALUE_NULL) {
        reader.read(name);
      }
    }
  }

  /// Reads the elements of an array.
  @FunctionalInterface
  private interface ElementReader {
    void read() throws IOException;
  }

  private void elements(ElementReader reader) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw new IOException("no array " + place());
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      reader.read();
    }
  }

  private String place() {
    return "at line " + parser.currentLocation().getLineNr();
  }

  private void top(String name) throws IOException {
    for (Signal signal : Signal.values()) {
      if (signal.field().equals(name)) {
        Names names = Names.of(signal);
        elements(() -> resource(signal, names));
        return;
      }
    }
    parser.skipChildren();
  }

  private void resource(Signal signal, Names names) throws IOException {
    Envelope envelope = new Envelope(sink);
    envelope.signal(signal);
    fields(
        name -> {
          if (name.equals("resource")) {
            envelope.resource(transcoder.message(parser, "Resource"));
          } else if (name.equals("schemaUrl")) {
            envelope.schemaUrl(text());
          } else if (name.equals(names.scopes())) {
            elements(() -> scope(envelope, names));
          } else {
            parser.skipChildren();
          }
        });
    envelope.end();
  }

  private void scope(Envelope envelope, Names names) throws IOException {
    envelope.nextScope();
    fields(
        name -> {
          if (name.equals("scope")) {
            envelope.scope(transcoder.message(parser, "InstrumentationScope"));
          } else if (name.equals("schemaUrl")) {
            envelope.scopeSchemaUrl(text());
          } else if (name.equals(names.records())) {
            elements(() -> envelope.record(transcoder.message(parser, names.record())));
          } else {
            parser.skipChildren();
          }
        });
  }

  private byte[] text() throws IOException {
    return String.valueOf(parser.getValueAsString("")).getBytes(StandardCharsets.UTF_8);
  }
}
