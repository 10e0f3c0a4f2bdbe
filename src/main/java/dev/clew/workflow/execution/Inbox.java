package dev.clew.workflow.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.workflow.expression.Values;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Requests that other processes leave for the one that executes: a small file each, which appears
/// whole or not at all.
public final class Inbox {
  private static final String SUFFIX = ".json";
  private static final int LARGEST = 64 * 1024;

  private final Path directory;

  public Inbox(ExecutionFiles files) {
    this.directory = files.inbox();
  }

  /// A request.
  public sealed interface Letter {
    /// The execution is to end.
    record Cancel(String by) implements Letter {}

    /// Somebody has decided.
    ///
    /// @param comment empty for none
    record Decision(String node, boolean approved, String by, String comment) implements Letter {}
  }

  /// Leaves a request.
  ///
  /// @param name of its file, by which requests are ordered
  /// @throws ClewError E023 when it cannot be written
  public void put(String name, Letter letter) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    switch (letter) {
      case Letter.Cancel(String by) -> json.put("cancel", true).put("by", by);
      case Letter.Decision decision ->
          json.put("node", decision.node())
              .put("approved", decision.approved())
              .put("by", decision.by())
              .put("comment", decision.comment());
    }
    Path written = directory.resolve(name + ".new");
    try {
      Files.createFile(written, ExecutionHome.OWN);
      Files.writeString(written, json.toString());
      Files.move(written, directory.resolve(name + SUFFIX), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E023, directory + ": " + e.getMessage(), e);
    }
  }

  /// The requests that are there, in their order. Each stays until it is [removed][#remove].
  ///
  /// @throws ClewError E023 when the directory cannot be read
  public List<Waiting> waiting() {
    List<Waiting> waiting = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
      for (Path entry : entries) {
        // Whatever else lies there is nobody's request.
        if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
          waiting.add(new Waiting(entry, letter(entry)));
        }
      }
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E023, directory + ": " + e.getMessage(), e);
    }
    waiting.sort((a, b) -> a.file().compareTo(b.file()));
    return waiting;
  }

  /// A request in its file.
  ///
  /// @param letter null when it is none
  public record Waiting(Path file, @Nullable Letter letter) {}

  private static @Nullable Letter letter(Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        return null;
      }
      JsonNode json = Values.parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
      String by = json.path("by").asText("");
      return json.path("cancel").asBoolean()
          ? new Letter.Cancel(by)
          : new Letter.Decision(
              json.path("node").asText(""),
              json.path("approved").asBoolean(),
              by,
              json.path("comment").asText(""));
    } catch (IOException none) {
      // It says nothing, or has gone meanwhile.
      return null;
    }
  }

  /// Removes the requests to end that an earlier process did not take.
  ///
  /// @throws ClewError E023 when one cannot be removed
  public void dropCancellations() {
    for (Waiting each : waiting()) {
      if (each.letter() instanceof Letter.Cancel) {
        remove(each);
      }
    }
  }

  /// Removes a request that has been dealt with.
  ///
  /// @throws ClewError E023 when it cannot be removed
  public void remove(Waiting request) {
    try {
      Files.deleteIfExists(request.file());
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E023, request.file() + ": " + e.getMessage(), e);
    }
  }
}
