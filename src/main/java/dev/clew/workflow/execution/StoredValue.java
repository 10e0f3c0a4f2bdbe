package dev.clew.workflow.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.workflow.definition.Output;
import dev.clew.workflow.expression.Values;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The output of a node: a small one stands in the log, a large one in a file of its own.
public sealed interface StoredValue {
  /// Characters of JSON up to which a value stands in the log.
  int SMALL = 8 * 1024;

  StoredValue NOTHING = new Inline(NullNode.instance);

  /// The value.
  ///
  /// @throws ClewError E105 when its file cannot be read
  JsonNode value();

  /// Adds it to the fields of a transition.
  void addTo(ObjectNode fields);

  /// A small value.
  record Inline(JsonNode value) implements StoredValue {
    @Override
    public void addTo(ObjectNode fields) {
      fields.set("output", value);
    }
  }

  /// A value in a file.
  ///
  /// @param as how the file becomes the value
  record InFile(Path file, Output as) implements StoredValue {
    @Override
    public JsonNode value() {
      try {
        return read(new String(Files.readAllBytes(file), StandardCharsets.UTF_8), as);
      } catch (IOException | IllegalArgumentException e) {
        throw new ClewError(ErrorCode.E105, file + ": " + e.getMessage(), e);
      }
    }

    @Override
    public void addTo(ObjectNode fields) {
      fields.put("output_file", String.valueOf(file.getFileName()));
      fields.put("output_as", as.label());
    }
  }

  /// The outputs of items, which are read when they are asked for.
  record OfItems(List<StoredValue> items) implements StoredValue {
    public OfItems {
      items = List.copyOf(items);
    }

    @Override
    public JsonNode value() {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      items.forEach(each -> array.add(each.value()));
      return array;
    }

    @Override
    public void addTo(ObjectNode fields) {
      fields.put(ExecutionState.ITEMS, items.size());
    }
  }

  /// Reads the fields of a transition.
  ///
  /// @param outputs directory of the files
  static StoredValue of(ObjectNode fields, Path outputs) {
    String name = fields.path("output_file").asText("");
    if (name.isEmpty()) {
      return new Inline(fields.has("output") ? fields.get("output") : NullNode.instance);
    }
    String label = fields.path("output_as").asText();
    for (Output each : Output.values()) {
      if (each.label().equals(label)) {
        Path file = Path.of(name).getFileName();
        if (file == null) {
          throw new ClewError(ErrorCode.E105, "output in no file: " + name + ".");
        }
        return new InFile(outputs.resolve(file), each);
      }
    }
    throw new ClewError(ErrorCode.E105, "output of an unknown kind: " + label + ".");
  }

  /// A small output of a command.
  ///
  /// @throws IllegalArgumentException when it is no JSON where it should be
  static StoredValue inline(String text, Output as) {
    return new Inline(read(text, as));
  }

  /// What a command has written, as a value.
  ///
  /// @throws IllegalArgumentException when it is no JSON where it should be
  static JsonNode read(String text, Output as) {
    return switch (as) {
      case TEXT -> JsonNodeFactory.instance.textNode(withoutLineEnd(text));
      case LINES -> {
        ArrayNode lines = JsonNodeFactory.instance.arrayNode();
        text.lines().forEach(lines::add);
        yield lines;
      }
      case JSON -> {
        try {
          yield text.isBlank() ? NullNode.instance : Values.parse(text);
        } catch (IOException e) {
          throw new IllegalArgumentException("the output is no JSON", e);
        }
      }
    };
  }

  private static String withoutLineEnd(String text) {
    return text.endsWith("\r\n")
        ? text.substring(0, text.length() - 2)
        : text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }
}
