package dev.clew.cli.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.cli.frame.SafeOutput;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.fleet.api.JobView;
import dev.clew.runs.remote.ApiClient;
import dev.clew.terminal.DisplayWidth;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Prints what a job prints. With several machines each line has its machine's name on a terminal,
/// and lines of different machines are not mixed; what one machine prints is passed on as it is.
final class JobFollower {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final CliContext context;
  private final boolean json;
  private final boolean several;
  private final LabelledOutput output;
  private JobView job;
  private long lines;
  private long bytes;

  JobFollower(RecordingFactory sessions, JobView job) {
    this.context = sessions.context();
    this.json = sessions.options().json();
    this.job = job;
    this.several = job.tasks().stream().map(JobView.TaskView::node).distinct().count() > 1;
    this.output =
        new LabelledOutput(
            context,
            sessions.options().palette(context),
            job.tasks().stream().mapToInt(each -> DisplayWidth.of(each.node())).max().orElse(0));
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
      output.end();
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
      print(object.path("node").asText(), error, piece);
    }
  }

  private void print(String node, boolean error, byte[] piece) throws IOException {
    if (several) {
      output.write(node, error, piece);
    } else {
      SafeOutput to = error ? context.err() : context.out();
      to.bytes().write(piece);
      to.flush();
    }
  }

  private static byte[] piece(JsonNode object) {
    return object.has("base64")
        ? Base64.getDecoder().decode(object.path("base64").asText())
        : object.path("text").asText("").getBytes(StandardCharsets.UTF_8);
  }
}
