package dev.clew.config;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A table of a TOML file that holds more than settings. Every error names the file and the line.
public final class TomlTable {
  private final Path file;
  private final String name;
  private final Map<?, ?> values;
  private final Source source;

  private TomlTable(Path file, String name, Map<?, ?> values, Source source) {
    this.file = file;
    this.name = name;
    this.values = values;
    this.source = source;
  }

  /// @param lines of the keys, from 1
  private record Source(List<String> text, Map<String, Integer> lines) {}

  /// A place in the file, counted from 1.
  public record Place(int line, int column) {}

  /// A whole file of at most 1 MiB.
  ///
  /// @throws ClewError E003 when it is not TOML, E004 when it cannot be read
  public static TomlTable read(Path file) {
    return parse(file, content(file));
  }

  /// What a file holds, at most 1 MiB.
  ///
  /// @throws ClewError E004 when it cannot be read or is larger
  public static byte[] content(Path file) {
    return TomlFile.content(file);
  }

  /// The content of a file.
  ///
  /// @param file for the errors
  /// @throws ClewError E003 when the content is not TOML
  public static TomlTable parse(Path file, byte[] content) {
    String text = TomlDocument.decode(file, content);
    return new TomlTable(
        file,
        "",
        TomlDocument.parse(file, text),
        new Source(text.lines().toList(), TomlLines.of(text)));
  }

  /// The value of a key as nested maps and lists, [Long], [Boolean] and [String]; a scalar of any
  /// other type has its text as `toString`. Null where the key is missing.
  public @Nullable Object value(String key) {
    return values.get(key);
  }

  /// Whether there is a key.
  public boolean has(String key) {
    return values.containsKey(key);
  }

  /// Where a text stands in the value of a key, else where the key does.
  public Place place(String key, String fragment) {
    int line = line(key);
    int after = source.text().size();
    for (int i = line - 1; i < after && !fragment.isEmpty(); i++) {
      String text = source.text().get(i);
      int from = i == line - 1 ? Math.max(0, text.indexOf('=')) : 0;
      int column = text.indexOf(fragment, from);
      if (column >= 0) {
        return new Place(i + 1, column + 1);
      }
      if (i >= line && isHeader(text)) {
        break;
      }
    }
    String text = line <= after ? source.text().get(line - 1) : "";
    int column = isHeader(text) ? text.lastIndexOf(key) : text.indexOf(key);
    return new Place(line, Math.max(0, column) + 1);
  }

  private static boolean isHeader(String line) {
    return line.startsWith("[");
  }

  /// The keys in the order of the file.
  public List<String> keys() {
    return values.keySet().stream().map(Object::toString).toList();
  }

  /// Checks the keys.
  ///
  /// @throws ClewError E002 for a key that is not one of these
  public void admit(Set<String> known) {
    for (String key : keys()) {
      if (!known.contains(key)) {
        throw new ClewError(
            ErrorCode.E002,
            "%s in %s, line %d; the keys here are %s."
                .formatted(dotted(key), file, line(key), String.join(", ", known)));
      }
    }
  }

  /// The table of a key, empty where the key is missing.
  ///
  /// @throws ClewError E005 when it is something else
  public TomlTable table(String key) {
    Object value = values.get(key);
    if (value == null) {
      return new TomlTable(file, dotted(key), Map.of(), source);
    }
    if (value instanceof Map<?, ?> table) {
      return new TomlTable(file, dotted(key), table, source);
    }
    throw wrong(key, Form.Type.TABLE.described());
  }

  /// The text of a key, or null where it is missing or empty.
  ///
  /// @throws ClewError E005 when it is not a text
  public @Nullable String text(String key) {
    Object value = values.get(key);
    if (value == null || (value instanceof String text && text.isBlank())) {
      return null;
    }
    if (value instanceof String text) {
      return text;
    }
    throw wrong(key, "a text in quotes");
  }

  /// Whether the key holds an array.
  public boolean isArray(String key) {
    return values.get(key) instanceof List<?>;
  }

  /// The texts of an array, none where the key is missing.
  ///
  /// @throws ClewError E005 when it is anything but an array of texts
  public List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    if (values.get(key) instanceof List<?> array) {
      for (Object each : array) {
        if (!(each instanceof String text)) {
          throw wrong(key, "an array of texts");
        }
        texts.add(text);
      }
    } else if (values.containsKey(key)) {
      throw wrong(key, "an array of texts");
    }
    return texts;
  }

  /// All keys with their texts; numbers and truth values count as written.
  ///
  /// @throws ClewError E005 when one is a table or an array
  public Map<String, String> pairs() {
    Map<String, String> pairs = new LinkedHashMap<>();
    values.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> || value instanceof List<?>) {
            throw wrong(key.toString(), "a text");
          }
          pairs.put(key.toString(), value.toString());
        });
    return pairs;
  }

  /// The value is not shown: it could be a secret.
  public ClewError wrong(String key, String expected) {
    return new ClewError(
        ErrorCode.E005,
        "%s in %s, line %d, has to be %s.".formatted(dotted(key), file, line(key), expected));
  }

  private String dotted(String key) {
    return TomlLines.dotted(name, key);
  }

  private int line(String key) {
    return source.lines().getOrDefault(dotted(key), source.lines().getOrDefault(name, 1));
  }
}
