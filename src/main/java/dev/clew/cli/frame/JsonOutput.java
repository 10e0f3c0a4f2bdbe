package dev.clew.cli.frame;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.clew.terminal.TerminalText;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Writes JSON for programs. What could steer a terminal is escaped, which changes nothing for a
/// reader of JSON.
public final class JsonOutput implements AutoCloseable {
  /// How many parts go by between two looks at whether somebody reads; a look flushes.
  private static final int CHECK = 256;

  private final JsonGenerator generator;
  private final PrintStream out;
  private long parts;

  public JsonOutput(PrintStream out) {
    this.out = out;
    try {
      generator =
          new JsonFactory().createGenerator(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    generator.setRootValueSeparator(null);
    generator.setCharacterEscapes(new TerminalEscapes());
  }

  /// Writes the fields of one of many objects.
  @FunctionalInterface
  public interface Fields<T> {
    void write(JsonGenerator json, T of) throws IOException;
  }

  /// Writes a part of the document.
  @FunctionalInterface
  public interface Part {
    void write(JsonGenerator json) throws IOException;
  }

  /// Prints a whole document.
  public static void document(PrintStream out, Part document) {
    try (var output = new JsonOutput(out)) {
      output.line(document);
    }
  }

  /// Prints an object.
  public static void object(PrintStream out, Part fields) {
    document(out, json -> object(json, fields));
  }

  /// Prints an array of objects.
  public static <T> void objects(PrintStream out, Iterable<T> all, Fields<T> fields) {
    document(
        out,
        json -> {
          json.writeStartArray();
          for (T each : all) {
            object(json, part -> fields.write(part, each));
          }
          json.writeEndArray();
        });
  }

  private static void object(JsonGenerator json, Part fields) throws IOException {
    json.writeStartObject();
    fields.write(json);
    json.writeEndObject();
  }

  /// Writes a field whose value is an array of texts.
  public static void texts(JsonGenerator json, String name, Iterable<String> texts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  /// Writes a part; returns false when nobody reads the output any more.
  public boolean write(Part part) {
    try {
      part.write(generator);
      return ++parts % CHECK != 0 || !out.checkError();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Writes a part and ends the line: a whole document, or an object for readers that follow.
  ///
  /// @return false when nobody reads the output any more
  public boolean line(Part part) {
    return write(
        json -> {
          part.write(json);
          json.writeRaw('\n');
        });
  }

  /// Passes on what is written so far.
  public void flush() {
    try {
      generator.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.flush();
  }

  @Override
  public void close() {
    flush();
  }

  private static final class TerminalEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = standardAsciiEscapesForJSON();
      codes[0x7f] = ESCAPE_STANDARD;
      return codes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int point) {
      return point > 0x7f && !Character.isSurrogate((char) point) && TerminalText.isHidden(point)
          ? new SerializedString(String.format(Locale.ROOT, "\\u%04x", point))
          : null;
    }
  }
}
