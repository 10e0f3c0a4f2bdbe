package dev.clew.config;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A TOML text as nested maps. Jackson's streaming interface is enough for that, so that no object
/// mapper is built.
final class TomlDocument {
  private static final int DEEPEST = 32;

  private TomlDocument() {}

  /// @throws ClewError E003, naming file and line, when the content is not TOML in UTF-8
  static String decode(Path file, byte[] content) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      throw new ClewError(ErrorCode.E003, file + " is not UTF-8 text.", e);
    }
  }

  /// Tables are maps, arrays lists, numbers [Long] where they fit; any other scalar is its text.
  ///
  /// @throws ClewError E003, naming file and line, when the text is not TOML
  static Map<String, Object> parse(Path file, String text) {
    try (JsonParser parser = new TomlFactory().createParser(text)) {
      parser.nextToken();
      return table(parser, 1);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      String place = line < 1 ? file.toString() : file + ", line " + line + ",";
      throw new ClewError(
          ErrorCode.E003, place + " is not TOML: " + firstLine(e.getOriginalMessage()) + ".", e);
    } catch (IOException | RuntimeException e) {
      // The parser meets some malformed numbers and escapes with exceptions of its own making.
      throw new ClewError(ErrorCode.E003, file + " is not TOML.", e);
    }
  }

  private static String firstLine(String message) {
    String first = message.lines().findFirst().orElse("unexpected text");
    String quoted = SettingValue.quoted(first);
    return quoted.substring(1, quoted.length() - 1);
  }

  private static Map<String, Object> table(JsonParser parser, int depth) throws IOException {
    checkDepth(parser, depth);
    Map<String, Object> table = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      table.put(name, value(parser, depth + 1));
    }
    return table;
  }

  private static Object value(JsonParser parser, int depth) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> table(parser, depth);
      case START_ARRAY -> array(parser, depth);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? new Other(parser.getText())
              : (Object) parser.getLongValue();
      default -> new Other(parser.getText());
    };
  }

  private static List<Object> array(JsonParser parser, int depth) throws IOException {
    checkDepth(parser, depth);
    List<Object> array = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(parser, depth + 1));
    }
    return array;
  }

  /// No setting lies deep; a text that is nested without end must not exhaust the stack.
  private static void checkDepth(JsonParser parser, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new JsonParseException(parser, "nested deeper than " + DEEPEST + " levels");
    }
  }

  /// A scalar of a type that no setting has, such as a fraction.
  record Other(String text) {
    @Override
    public String toString() {
      return text;
    }
  }
}
