package dev.clew.workspace;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import dev.clew.config.TomlTable;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.posix.PrivateFiles;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The TOML form of a workspace.
final class WorkspaceFile {
  private static final String COMMAND = "command";
  private static final String DIRECTORY = "directory";
  private static final String IMAGE = "image";
  private static final String ENVIRONMENT = "environment";
  private static final String AGENT = "agent";
  private static final String PROVIDER = "provider";
  private static final Set<String> KEYS =
      new TreeSet<>(Set.of(COMMAND, DIRECTORY, IMAGE, ENVIRONMENT, AGENT, PROVIDER));

  private final Path userHome;

  WorkspaceFile(Path userHome) {
    this.userHome = userHome;
  }

  /// @param base that a relative directory starts at, and the directory of a workspace that names
  ///   none; null where there is none
  /// @throws ClewError E002 for an unknown key, E005 for a wrong value
  Workspace read(String name, TomlTable table, Path file, @Nullable Path base) {
    WorkspaceRules.checkName(name);
    table.admit(KEYS);
    Map<String, String> environment = table.table(ENVIRONMENT).pairs();
    for (String variable : environment.keySet()) {
      if (WorkspaceRules.variable(variable, environment.get(variable)).isPresent()) {
        throw table.wrong(ENVIRONMENT, WorkspaceRules.VARIABLES);
      }
    }
    String image = table.text(IMAGE);
    if (image != null && WorkspaceRules.image(image).isPresent()) {
      throw table.wrong(IMAGE, "the name of an image");
    }
    return new Workspace(
        name,
        command(table),
        directory(table, base),
        image,
        environment,
        table.text(AGENT),
        table.text(PROVIDER),
        file);
  }

  /// A text is a line for the shell.
  private static List<String> command(TomlTable table) {
    if (table.isArray(COMMAND)) {
      List<String> words = table.texts(COMMAND);
      if (words.isEmpty() || WorkspaceRules.command(words).isPresent()) {
        throw table.wrong(COMMAND, WorkspaceRules.COMMAND);
      }
      return words;
    }
    String line = table.text(COMMAND);
    return line == null ? List.of() : List.of("sh", "-c", line);
  }

  private @Nullable Path directory(TomlTable table, @Nullable Path base) {
    String text = table.text(DIRECTORY);
    if (text == null) {
      return base;
    }
    try {
      Path path = expanded(text, userHome, base);
      if (!path.isAbsolute()) {
        throw table.wrong(DIRECTORY, "an absolute path or one that begins with ~/");
      }
      return path;
    } catch (InvalidPathException e) {
      throw table.wrong(DIRECTORY, "the path of a directory");
    }
  }

  /// A directory as it is written.
  ///
  /// @param userHome what `~` stands for
  /// @param base that a relative one starts at, or null
  static Path expanded(String text, Path userHome, @Nullable Path base) {
    Path path =
        text.equals("~") || text.startsWith("~/")
            ? userHome.resolve(text.substring(Math.min(2, text.length())))
            : Path.of(text);
    return (base == null ? path : base.resolve(path)).normalize();
  }

  static String toml(Workspace workspace) {
    StringWriter text = new StringWriter();
    try (JsonGenerator toml = new TomlFactory().createGenerator(text)) {
      toml.writeStartObject();
      if (!workspace.command().isEmpty()) {
        toml.writeArrayFieldStart(COMMAND);
        for (String word : workspace.command()) {
          toml.writeString(word);
        }
        toml.writeEndArray();
      }
      write(toml, DIRECTORY, workspace.directory());
      write(toml, IMAGE, workspace.image());
      write(toml, AGENT, workspace.agent());
      write(toml, PROVIDER, workspace.provider());
      if (!workspace.environment().isEmpty()) {
        toml.writeObjectFieldStart(ENVIRONMENT);
        for (Map.Entry<String, String> variable : workspace.environment().entrySet()) {
          toml.writeStringField(variable.getKey(), variable.getValue());
        }
        toml.writeEndObject();
      }
      toml.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator toml, String key, @Nullable Object value)
      throws IOException {
    if (value != null) {
      toml.writeStringField(key, value.toString());
    }
  }

  /// Writes a file with mode 0600 as one step.
  ///
  /// @throws ClewError E023 when it cannot be written
  static void write(Path file, String content) {
    Path written = file.resolveSibling("." + file.getFileName() + "." + System.nanoTime());
    try {
      try (FileChannel channel = PrivateFiles.create(written)) {
        ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E023, file + " cannot be written: " + e.getMessage(), e);
    }
  }
}
