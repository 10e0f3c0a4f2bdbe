package dev.clew.config;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import io.smallrye.config.ConfigValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A `clew.toml` whose keys are known and hold the right type of value.
final class TomlFile {
  private static final int LARGEST = 1 << 20;

  /// The table that holds no settings: the room of workspaces reads and checks it.
  private static final String WORKSPACES = "workspace";

  private final Path path;
  private final byte[] content;
  private final SettingSource source;

  private TomlFile(Path path, byte[] content, SettingSource source) {
    this.path = path;
    this.content = content;
    this.source = source;
  }

  /// @param ordinal of [SettingSource]
  /// @throws ClewError E002 unknown key, E003 malformed, E004 unreadable, E005 wrong type of value
  static TomlFile read(Path path, int ordinal) {
    return parse(path, content(path), ordinal);
  }

  static TomlFile parse(Path path, byte[] content, int ordinal) {
    String text = TomlDocument.decode(path, content);
    Map<String, Object> document = TomlDocument.parse(path, text);
    var source = new SettingSource(path.toString(), ordinal, new HashMap<>());
    TomlFile file = new TomlFile(path, content, source);
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
      SettingValue said = said(dotted, line, value);
      Setting<?> key = SettingTable.named(dotted);
      if (key != null && key.isKey() && key.key().equals(dotted)) {
        checkType(key, said);
        // As in the environment, an empty text sets nothing.
        if (!(value instanceof String written) || !written.isBlank()) {
          source.values().put(dotted, said);
        }
      } else if (!dotted.equals(WORKSPACES)) {
        takeTable(dotted, said, at);
      }
    }
  }

  private void takeTable(String dotted, SettingValue said, Map<String, Integer> at) {
    if (!SettingTable.isTable(dotted)) {
      throw unknown(dotted, said.config().getLineNumber());
    } else if (said.value() instanceof Map<?, ?> inner) {
      take(inner, dotted, at);
    } else {
      throw said.wrong(ErrorCode.E005, Form.Type.TABLE.described());
    }
  }

  private SettingValue said(String dotted, int line, Object value) {
    ConfigValue config =
        ConfigValue.builder()
            .withName(dotted)
            .withValue(value.toString())
            .withConfigSourceName(path.toString())
            .withConfigSourceOrdinal(source.getOrdinal())
            .withLineNumber(line)
            .build();
    return new SettingValue(config, value, path.getParent() == null ? path : path.getParent());
  }

  private ClewError unknown(String dotted, int line) {
    return new ClewError(
        ErrorCode.E002,
        "%s in %s, line %d; the nearest known key is %s."
            .formatted(dotted, path, line, SettingTable.nearest(dotted)));
  }

  private static void checkType(Setting<?> key, SettingValue said) {
    Form.Type type = key.form().type();
    if (!type.isOf(said.value())) {
      // The value is not shown: it could be a header's.
      throw new ClewError(ErrorCode.E005, said.subject() + " has to be " + type.described() + ".");
    }
  }

  @Nullable SettingValue get(Setting<?> key) {
    return source.values().get(key.key());
  }

  /// The same file without some of its keys.
  TomlFile without(List<String> keys) {
    Map<String, SettingValue> kept = new HashMap<>(source.values());
    kept.keySet().removeAll(keys);
    return new TomlFile(
        path, content, new SettingSource(source.getName(), source.getOrdinal(), kept));
  }

  Path path() {
    return path;
  }

  byte[] content() {
    return content;
  }

  SettingSource source() {
    return source;
  }
}
