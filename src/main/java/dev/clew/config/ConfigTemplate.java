package dev.clew.config;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Properties;

/// A `clew.toml` to start from, in which every key of [SettingTable] is a comment.
public final class ConfigTemplate {
  private static final String HEAD =
      """
      # Settings of Clew. What is commented out shows the default, or an example where there is none.
      #
      # Flags and variables of the environment go before this file; the project's clew.toml goes before the one in ~/.clew.
      # Until `clew config trust` has accepted it, a project's file may not say where telemetry goes.
      # `clew config` shows every effective value and where it came from, `clew config check` finds mistakes.
      """;

  private ConfigTemplate() {}

  /// Writes it with mode 0600, since headers in it are secrets; directories that are made for it
  /// have 0700.
  ///
  /// @param force whether a file that is there is replaced, as one step
  /// @throws ClewError E007 when a file is there, E023 when it cannot be written
  public static void write(Path file, boolean force) {
    if (!force && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new ClewError(ErrorCode.E007, file + " exists.");
    }
    try {
      // A link stays one: what it leads to is replaced.
      Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      Path directory = Objects.requireNonNull(target.getParent());
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Path written = Files.createTempFile(directory, ".clew", ".toml");
      try {
        Files.writeString(written, content());
        Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(written);
      }
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E023, file + " cannot be written: " + e, e);
    }
  }

  static String content() {
    Properties texts = texts();
    StringBuilder content = new StringBuilder(HEAD);
    String table = "";
    for (Setting<?> each : SettingTable.keys()) {
      int dot = each.key().lastIndexOf('.');
      if (!each.key().substring(0, dot).equals(table)) {
        table = each.key().substring(0, dot);
        content.append("\n[").append(table).append("]\n");
      }
      content.append(comment(texts.getProperty(each.key(), "")));
      content.append(comment(String.join(", ", each.names()))).append('#');
      String value = texts.getProperty(each.key() + ".example", each.toml());
      content.append(each.key().substring(dot + 1)).append(" = ").append(value).append("\n");
    }
    return content.toString();
  }

  /// Markdown as comments of up to 120 characters, beginning with a capital where it is a word.
  private static String comment(String text) {
    String plain = text.replaceAll("`|\\[(?=RE2)|]\\([^)]*\\)", "");
    if (!plain.isEmpty() && text.charAt(0) == plain.charAt(0)) {
      plain = Character.toUpperCase(plain.charAt(0)) + plain.substring(1);
    }
    return plain.replaceAll("(.{1,118})( |$)", "# $1\n");
  }

  /// What people read about each setting, by its key and the part of it.
  static Properties texts() {
    Properties texts = new Properties();
    try (InputStream in =
        Objects.requireNonNull(ConfigTemplate.class.getResourceAsStream("/settings.properties"))) {
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
