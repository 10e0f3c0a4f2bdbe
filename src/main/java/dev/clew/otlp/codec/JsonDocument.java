package dev.clew.otlp.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// A document of JSON that is written part by part.
public final class JsonDocument {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonDocument() {}

  /// Writes a document.
  @FunctionalInterface
  public interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  public static byte[] of(Content content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 10);
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      content.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toByteArray();
  }
}
