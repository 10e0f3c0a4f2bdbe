package dev.clew.config;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A `clew.toml` whose keys are known and hold the right type of value.
final class TomlFile {
  private static final int LARGEST = 1 << 20;

  private final Path path;
  private final byte[] content;
  private final Map<Key, SettingValue> entries;
  private final Map<Key, Integer> lines;

  private TomlFile(
      Path path, byte[] content, Map<Key, SettingValue> entries, Map<Key, Integer> lines) {
    this.path = path;
    this.content = content;
    this.entries = entries;
    this.lines = lines;
  }

  /// @throws ClewError E002 unknown key, E003 malformed, E004 unreadable, E005 wrong type of value
  static TomlFile read(Path path) {
    return parse(path, content(path));
  }

  static TomlFile parse(Path path, byte[] content) {
    String text = TomlDocument.decode(path, content);
    Map<String, Object> document = TomlDocument.parse(path, text);
    TomlFile file = new TomlFile(path, content, new EnumMap<>(Key.class), new EnumMap<>(Key.class));
    file.take(document, "", TomlLines.of(text));
    return file;
  }

  /// What a file holds, at most 1 MiB. A regular file is read up to its size: one of `/proc`, to
  /// which a stranger's link may lead, has none and may never end.
  ///
  /// @throws ClewError E004 when it cannot be read or is larger
  static byte[] content(Path path) {
    try (InputStream in = Files.newInputStream(path)) {
      long size = Files.isRegularFile(path) ? Files.size(path) : Long.MAX_VALUE;
      byte[] content = in.readNBytes((int) Math.min(size, LARGEST + 1));
      if (content.length > LARGEST) {
        throw new ClewError(ErrorCode.E004, path + " is larger than 1 MiB.");
      }
      return content;
    } catch (IOException e) {
      String reason = Files.exists(path) ? "cannot be read" : "does not exist";
      throw new ClewError(ErrorCode.E004, path + " " + reason + ".", e);
    }
  }

  private void take(Map<?, ?> table, String name, Map<String, Integer> at) {
    for (Map.Entry<?, ?> entry : table.entrySet()) {
      String dotted = TomlLines.dotted(name, entry.getKey().toString());
      int line = at.getOrDefault(dotted, at.getOrDefault(name, 1));
      Object value = entry.getValue();
      Key key = Key.of(dotted);
      if (key != null) {
        SettingValue said = said(dotted, line, value);
        checkType(key, said);
        entries.put(key, said);
        lines.put(key, line);
      } else if (!Key.isTable(dotted)) {
        throw unknown(dotted, line);
      } else if (value instanceof Map<?, ?> inner) {
        take(inner, dotted, at);
      } else {
        throw said(dotted, line, value).wrong(ErrorCode.E005, Key.Type.TABLE.described());
      }
    }
  }

  private SettingValue said(String dotted, int line, Object value) {
    Path directory = path.getParent() == null ? path : path.getParent();
    return new SettingValue(
        dotted + " (" + path + ":" + line + ")", path + ":" + line, value, directory);
  }

  private ClewError unknown(String dotted, int line) {
    return new ClewError(
        ErrorCode.E002,
        "%s in %s, line %d; the nearest known key is %s."
            .formatted(dotted, path, line, Key.nearest(dotted)));
  }

  private static void checkType(Key key, SettingValue said) {
    Object value = said.value();
    boolean right =
        switch (key.type()) {
          case BOOLEAN -> value instanceof Boolean;
          case STRING -> value instanceof String;
          case INTEGER -> value instanceof Long;
          case STRINGS ->
              value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
          case INTEGERS ->
              value instanceof List<?> list && list.stream().allMatch(Long.class::isInstance);
          case TABLE -> value instanceof Map<?, ?>;
        };
    if (!right) {
      // The value is not shown: it could be a header's.
      throw new ClewError(
          ErrorCode.E005, said.subject() + " has to be " + key.type().described() + ".");
    }
  }

  @Nullable SettingValue get(Key key) {
    SettingValue said = entries.get(key);
    // As in the environment, an empty text says nothing.
    return said != null && said.value() instanceof String text && text.isBlank() ? null : said;
  }

  Map<Key, SettingValue> entries() {
    return entries;
  }

  int line(Key key) {
    return lines.getOrDefault(key, 1);
  }

  /// The same file without some of its keys.
  TomlFile without(List<Key> keys) {
    Map<Key, SettingValue> kept = new EnumMap<>(Key.class);
    kept.putAll(entries);
    keys.forEach(kept::remove);
    return new TomlFile(path, content, kept, lines);
  }

  Path path() {
    return path;
  }

  byte[] content() {
    return content;
  }
}
