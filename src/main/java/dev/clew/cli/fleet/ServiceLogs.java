package dev.clew.cli.fleet;

import dev.clew.cli.frame.JsonOutput;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.fleet.client.StackClient;
import dev.clew.fleet.v1.LogChunk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// `clew logs SERVICE`: what the replicas of a service of a fleet print.
public record ServiceLogs(RecordingFactory sessions) {
  /// Prints it.
  ///
  /// @param service as STACK/SERVICE, or SERVICE alone where only one stack has it
  /// @param server that the command line names; null for none
  /// @param follow goes on with what comes
  public void print(String service, @Nullable String server, boolean follow) {
    var fleet = new FleetOptions();
    fleet.server = server;
    int slash = service.indexOf('/');
    String stack = slash < 0 ? "" : service.substring(0, slash);
    var output =
        new LabelledOutput(sessions.context(), sessions.options().palette(sessions.context()), 0);
    try (var client = new StackClient(fleet.address(sessions))) {
      client.logs(stack, service.substring(slash + 1), follow, chunk -> print(chunk, output));
      output.end();
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E063, String.valueOf(e.getMessage()), e);
    }
  }

  private void print(LogChunk chunk, LabelledOutput output) {
    byte[] piece = chunk.getData().toByteArray();
    if (sessions.options().json()) {
      json(chunk, piece);
      return;
    }
    try {
      output.write(chunk.getNode(), chunk.getStderr(), piece);
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E063, String.valueOf(e.getMessage()), e);
    }
  }

  /// Bytes that are no text are given as they are.
  private void json(LogChunk chunk, byte[] piece) {
    String text = new String(piece, StandardCharsets.UTF_8);
    JsonOutput.object(
        sessions.context().out(),
        to -> {
          to.writeStringField("node", chunk.getNode());
          to.writeStringField("replica", chunk.getReplica());
          to.writeStringField("stream", chunk.getStderr() ? "stderr" : "stdout");
          if (Arrays.equals(text.getBytes(StandardCharsets.UTF_8), piece)) {
            to.writeStringField("text", text);
          } else {
            to.writeStringField("base64", Base64.getEncoder().encodeToString(piece));
          }
        });
    sessions.context().out().flush();
  }
}
