package dev.clew.web.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// JSON that is written part by part.
final class JsonDocumentWriter {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonDocumentWriter() {}

  /// Writes a document.
  interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  static byte[] of(Content content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(16 << 10);
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      content.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
