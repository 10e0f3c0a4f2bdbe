package dev.clew.fleet.api;

import dev.clew.fleet.FleetJson;
import dev.clew.fleet.bus.BusMessage;
import dev.clew.fleet.bus.Tail;
import dev.clew.fleet.job.Chunk;
import dev.clew.fleet.job.Job;
import dev.clew.fleet.server.Fleet;
import dev.clew.web.api.SlowReaders;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes what a job prints, and how it stands, as lines of JSON.
record OutputFollowing(Fleet fleet, SlowReaders readers) {
  private static final Duration WAIT = Duration.ofMillis(50);

  /// A client knows by an empty line that the server is there.
  private static final long KEEP_ALIVE_NANOS = 10_000_000_000L;

  /// Writes to its end, or what there is so far.
  void write(Job job, boolean follow, HttpServerResponse response, OutputStream out)
      throws IOException {
    try (OutputStream reader = readers.enter(response, out)) {
      follow(job, follow, fleet.output(job), reader);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow(Job job, boolean follow, Tail tail, OutputStream out)
      throws IOException, InterruptedException {
    Job shown = null;
    long written = System.nanoTime();
    while (true) {
      // Nodes report an end when their output is kept: what is pending then comes before the end.
      Job now = fleet.jobs().find(job.id());
      boolean over = !follow || (now.isOver() && !isRetried(now));
      Optional<BusMessage> message = tail.next(over ? Duration.ZERO : WAIT);
      if (message.isPresent()) {
        line(out, chunk(Chunk.of(message.get())));
        written = System.nanoTime();
        continue;
      }
      if (follow && !now.equals(shown)) {
        shown = now;
        line(out, Map.of("job", JobView.of(now, fleet.jobs())));
        written = System.nanoTime();
      }
      if (over) {
        return;
      }
      if (System.nanoTime() - written > KEEP_ALIVE_NANOS) {
        out.write('\n');
        written = System.nanoTime();
      }
    }
  }

  /// Whether another attempt is about to begin.
  private static boolean isRetried(Job job) {
    return job.current().stream().anyMatch(job::wantsRetry);
  }

  private static void line(OutputStream out, Map<String, ?> object) throws IOException {
    byte[] json = FleetJson.bytes(object);
    byte[] line = java.util.Arrays.copyOf(json, json.length + 1);
    line[json.length] = '\n';
    out.write(line);
  }

  private static Map<String, String> chunk(Chunk chunk) {
    Map<String, String> object = new LinkedHashMap<>();
    object.put("node", chunk.node());
    object.put("task", chunk.task());
    object.put("stream", chunk.error() ? "stderr" : "stdout");
    String text = text(chunk.bytes());
    if (text == null) {
      object.put("base64", Base64.getEncoder().encodeToString(chunk.bytes()));
    } else {
      object.put("text", text);
    }
    return object;
  }

  private static @Nullable String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException binary) {
      return null;
    }
  }
}
