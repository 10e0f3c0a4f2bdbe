package dev.clew.transfer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.clew.otlp.codec.OtlpJson;
import dev.clew.otlp.codec.OtlpNames;
import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.otlp.codec.OtlpTranscoder;
import dev.clew.otlp.codec.ProtoBuffer;
import dev.clew.otlp.codec.TooManyParts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads a document of OTLP/JSON of any size and layout, record by record.
final class JsonDocumentReader {
  private final OtlpTranscoder transcoder = new OtlpTranscoder();
  private final InputStream in;
  private final JsonParser parser;
  private final RequestSink sink;
  private final Damages damages;
  private final long firstLine;
  private final long offset;
  private @Nullable RequestAccumulator bare;
  private boolean known;

  /// @param damages takes what is passed over
  /// @param line of the file where the document begins
  /// @param offset likewise, in bytes
  JsonDocumentReader(InputStream in, RequestSink sink, Damages damages, long line, long offset)
      throws IOException {
    this.in = in;
    this.sink = sink;
    this.damages = damages;
    this.firstLine = line;
    this.offset = offset;
    this.parser = OtlpJson.factory().createParser(in);
  }

  /// Reads the document.
  ///
  /// @return whether it is one of OTLP's
  /// @throws IOException when the stream cannot be read or a part is not what it has to be
  boolean read() throws IOException {
    parser.nextToken();
    fields(this::top);
    if (bare != null) {
      bare.end();
    }
    return known;
  }

  /// How many bytes were read.
  long bytes() {
    return parser.currentLocation().getByteOffset();
  }

  /// How many newlines were among them.
  long lines() {
    return parser.currentLocation().getLineNr() - 1L;
  }

  /// What comes after the document.
  InputStream rest() throws IOException {
    var left = new ByteArrayOutputStream();
    parser.releaseBuffered(left);
    return new SequenceInputStream(new ByteArrayInputStream(left.toByteArray()), in);
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
    return "at line " + parser.currentLocation().getLineNr() + " of the document";
  }

  private void top(String name) throws IOException {
    for (OtlpSignal signal : OtlpSignal.values()) {
      if (!OtlpNames.canonical("Request." + signal.label(), name).isEmpty()) {
        known = true;
        elements(() -> resource(signal));
        return;
      }
    }
    if (name.equals("trace") && parser.currentToken() == JsonToken.START_OBJECT) {
      fields(this::top);
    } else if (name.equals("data") && parser.currentToken() == JsonToken.START_ARRAY) {
      throw new IOException("Jaeger's JSON of more than 16 MiB: export fewer traces at a time");
    } else {
      bare = bare == null ? new RequestAccumulator(sink) : bare;
      known |= part(bare, name);
    }
  }

  private void resource(OtlpSignal signal) throws IOException {
    RequestAccumulator envelope = new RequestAccumulator(sink);
    envelope.signal(signal);
    fields(name -> part(envelope, name));
    envelope.end();
  }

  /// Reads a field of `ResourceSpans`, `ResourceLogs` or `ResourceMetrics`.
  ///
  /// @return whether it has scopes
  private boolean part(RequestAccumulator envelope, String name) throws IOException {
    for (OtlpSignal signal : OtlpSignal.values()) {
      SignalFields names = SignalFields.of(signal);
      String field = OtlpNames.canonical(names.resource(), name);
      if (field.equals("resource")) {
        message("Resource", envelope::resource);
        return false;
      } else if (field.equals("schemaUrl")) {
        envelope.schemaUrl(text());
        return false;
      } else if (field.equals(names.scopes())) {
        envelope.signal(signal);
        elements(() -> scope(envelope, names));
        return true;
      }
    }
    parser.skipChildren();
    return false;
  }

  private void scope(RequestAccumulator envelope, SignalFields names) throws IOException {
    envelope.nextScope();
    fields(
        name -> {
          String field = OtlpNames.canonical(names.scope(), name);
          if (field.equals("scope")) {
            message("InstrumentationScope", envelope::scope);
          } else if (field.equals("schemaUrl")) {
            envelope.scopeSchemaUrl(text());
          } else if (field.equals(names.records())) {
            elements(
                () -> {
                  message(names.record(), envelope::record);
                  envelope.recordEnd();
                });
          } else {
            parser.skipChildren();
          }
        });
  }

  /// Takes a message.
  @FunctionalInterface
  private interface Taker {
    void take(ProtoBuffer message) throws IOException;
  }

  /// Reads a message, and notes it when it is too large.
  private void message(String type, Taker taker) throws IOException {
    long line = firstLine + lines();
    long start = offset + bytes() - 1;
    ProtoBuffer message = transcoder.message(parser, type);
    try {
      taker.take(message);
    } catch (TooManyParts e) {
      damages.add(line, start, String.valueOf(e.getMessage()));
    }
    message.clear();
  }

  private byte[] text() throws IOException {
    return String.valueOf(parser.getValueAsString("")).getBytes(StandardCharsets.UTF_8);
  }
}
