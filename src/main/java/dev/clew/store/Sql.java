package dev.clew.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The statements, each a file below `store/` on the class path.
final class Sql {
  private final Map<String, String> texts = new ConcurrentHashMap<>();

  /// The text of `store/<name>.sql`.
  String text(String name) {
    return texts.computeIfAbsent(name, Sql::read);
  }

  private static String read(String name) {
    try (InputStream in = Sql.class.getResourceAsStream("/store/" + name + ".sql")) {
      if (in == null) {
        throw new IllegalArgumentException("no statement " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
