package dev.clew.cli.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.PrefixedLines;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.cli.frame.SafeOutput;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.fleet.api.JobView;
import dev.clew.runs.remote.ApiClient;
import dev.clew.terminal.DisplayWidth;
import dev.clew.terminal.Palette;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/// Prints what a job prints. With several machines each line has its machine's name on a terminal,
/// and lines of different machines are not mixed; what one machine prints is passed on as it is.
final class JobFollower {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final CliContext context;
  private final boolean json;
  private final boolean several;
  private final Palette palette;
  private final int width;
  private final Map<String, OutputStream> streams = new HashMap<>();
  private JobView job;
  private long lines;
  private long bytes;

  JobFollower(RecordingFactory sessions, JobView job) {
    this.context = sessions.context();
    this.json = sessions.options().json();
    this.palette = sessions.options().palette(context);
    this.job = job;
    this.several = job.tasks().stream().map(JobView.TaskView::node).distinct().count() > 1;
    this.width =
        job.tasks().stream().mapToInt(each -> DisplayWidth.of(each.node())).max().orElse(0);
  }

  /// Prints all that comes.
  ///
  /// @return the job as it was last shown
  JobView print(ApiClient.Stream from) {
    try (var lines = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isEmpty()) {
          take(line);
        }
      }
      for (OutputStream each : streams.values()) {
        each.close();
      }
      context.out().flush();
      return job;
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E063, String.valueOf(e.getMessage()), e);
    }
  }

  /// Lines that have come.
  long lines() {
    return lines;
  }

  /// Bytes that have come.
  long bytes() {
    return bytes;
  }

  private void take(String line) throws IOException {
    JsonNode object = JSON.readTree(line);
    if (object.has("job")) {
      job = JSON.treeToValue(object.get("job"), JobView.class);
    }
    byte[] piece = piece(object);
    for (byte each : piece) {
      lines += each == '\n' ? 1 : 0;
    }
    bytes += piece.length;
    if (json) {
      context.out().print(line + "\n");
      context.out().flush();
    } else if (piece.length > 0) {
      boolean error = object.path("stream").asText().equals("stderr");
      stream(object.path("node").asText(), error).write(piece);
      (error ? context.err() : context.out()).flush();
    }
  }

  private static byte[] piece(JsonNode object) {
    return object.has("base64")
        ? Base64.getDecoder().decode(object.path("base64").asText())
        : object.path("text").asText("").getBytes(StandardCharsets.UTF_8);
  }

  private OutputStream stream(String node, boolean error) {
    SafeOutput to = error ? context.err() : context.out();
    boolean terminal = error ? context.errIsTerminal() : context.outIsTerminal();
    if (!several) {
      return to.bytes();
    }
    String prefix =
        terminal ? palette.cyan(DisplayWidth.column(node, width)) + palette.dim(" | ") : "";
    return streams.computeIfAbsent(
        node + error, _ -> new PrefixedLines(line -> to.print(prefix + line + "\n")));
  }
}
