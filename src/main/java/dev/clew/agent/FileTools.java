package dev.clew.agent;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.agent.ConfinedFiles.Entry;
import dev.clew.agent.ConfinedFiles.Refused;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.model.Cancellation;
import dev.clew.model.ToolSpec;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// The tools for files of the workspace: read, write, list, search.
public final class FileTools {
  static final String READ = "read_file";
  static final String WRITE = "write_file";
  static final String LIST = "list_files";
  static final String SEARCH = "search_files";

  private static final String PATH = "path";

  /// Bytes of a file.
  private static final int LARGEST = 1 << 20;

  private static final int MOST_ENTRIES = 1000;

  private final ConfinedFiles files;

  private FileTools(ConfinedFiles files) {
    this.files = files;
  }

  /// All of them.
  ///
  /// @param workspace below which they work
  /// @throws ClewError E118 when there is no such directory
  public static List<AgentTool> of(Path workspace) {
    try {
      var tools = new FileTools(new ConfinedFiles(workspace));
      return List.of(
          tools.tool(
              READ,
              "Reads a text file of the workspace.",
              schema(PATH, "path from the workspace on"),
              tools::read),
          tools.tool(
              WRITE,
              "Writes a text file of the workspace, and the directories on its way.",
              with(schema(PATH, "path from the workspace on"), "content", "all of the file"),
              tools::write),
          tools.tool(
              LIST,
              "Lists a directory of the workspace; directories end with a slash.",
              schema(PATH, "path from the workspace on; . for the workspace itself"),
              tools::list),
          tools.tool(
              SEARCH,
              "Searches the text files below a directory of the workspace, line by line.",
              with(
                  schema(PATH, "path from the workspace on; . for the workspace itself"),
                  "pattern",
                  "a regular expression (RE2)"),
              tools::search));
    } catch (IOException e) {
      throw new ClewError(
          ErrorCode.E118, "the workspace " + workspace + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static ObjectNode schema(String name, String description) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    schema.putObject("properties");
    schema.putArray("required");
    return with(schema, name, description);
  }

  private static ObjectNode with(ObjectNode schema, String name, String description) {
    schema
        .withObject("/properties")
        .putObject(name)
        .put("type", "string")
        .put("description", description);
    schema.withArray("/required").add(name);
    return schema;
  }

  /// What a tool does.
  private interface Work {
    String on(Path path, ObjectNode arguments, Cancellation cancellation) throws IOException;
  }

  private AgentTool tool(String name, String description, ObjectNode schema, Work work) {
    return new FileTool(new ToolSpec(name, description, schema), files, work);
  }

  private String read(Path path, ObjectNode arguments, Cancellation cancellation)
      throws IOException {
    return text(files.read(path, LARGEST));
  }

  /// @throws Refused for what is no text in UTF-8
  static String text(byte[] content) throws Refused {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      throw new Refused("the file is no text in UTF-8");
    }
  }

  private String write(Path path, ObjectNode arguments, Cancellation cancellation)
      throws IOException {
    byte[] content = arguments.path("content").asText().getBytes(StandardCharsets.UTF_8);
    if (content.length > LARGEST) {
      throw new Refused("the content has more than " + LARGEST + " bytes");
    }
    files.write(path, content);
    return content.length + " bytes were written";
  }

  private String list(Path path, ObjectNode arguments, Cancellation cancellation)
      throws IOException {
    List<Entry> entries = files.list(path);
    StringBuilder lines = new StringBuilder();
    for (Entry each : entries.subList(0, Math.min(MOST_ENTRIES, entries.size()))) {
      lines.append(each.path().getFileName());
      lines.append(
          each.attributes().isDirectory()
              ? "/"
              : each.attributes().isSymbolicLink() ? " (symbolic link)" : "");
      lines.append('\n');
    }
    int more = entries.size() - MOST_ENTRIES;
    return more > 0 ? lines + "… and " + more + " more" : lines.toString();
  }

  private String search(Path path, ObjectNode arguments, Cancellation cancellation)
      throws IOException {
    return new FileSearch(files, arguments.path("pattern").asText(), cancellation).below(path);
  }

  /// One of them.
  private record FileTool(ToolSpec spec, ConfinedFiles files, Work work) implements AgentTool {
    @Override
    public String pluginType() {
      return "builtin";
    }

    /// The path without detours, so that a rule cannot be gone around.
    @Override
    public String subject(ObjectNode arguments) {
      String path = arguments.path(PATH).asText();
      try {
        String normal = files.relative(path).toString();
        return normal.isEmpty() ? "." : normal;
      } catch (Refused _) {
        // The call refuses it, too.
        return path;
      }
    }

    @Override
    public List<String> origin() {
      return List.of(pluginType());
    }

    @Override
    public Outcome call(ObjectNode arguments, Context context, Cancellation cancellation) {
      try {
        Path path = files.relative(arguments.path(PATH).asText());
        return Outcome.of(work.on(path, arguments, cancellation));
      } catch (Refused e) {
        return Outcome.failed(String.valueOf(e.getMessage()));
      } catch (NoSuchFileException e) {
        return Outcome.failed("there is no such file or directory");
      } catch (AccessDeniedException e) {
        return Outcome.failed("the file may not be used");
      } catch (IOException e) {
        return Outcome.failed("the file cannot be used");
      }
    }
  }
}
