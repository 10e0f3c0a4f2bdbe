package dev.clew.runs.remote;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.record.Attributes;
import dev.clew.record.LogEntry;
import dev.clew.record.Value;
import dev.clew.runs.PathSegment;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The log records of a run as server-sent events: those that are there, then those that come in. A
/// thread of its own reads them, no further ahead than the queue is long.
final class LogStream implements AutoCloseable {
  private static final int QUEUE = 1024;
  private static final String DATA = "data:";

  private static final String NAME = "event:";

  /// What comes.
  sealed interface Event {
    /// A log record.
    record Arrived(LogEntry log) implements Event {}

    /// All records that were stored have come; the run may have ended.
    record CaughtUp(boolean ended) implements Event {}
  }

  private final BlockingQueue<Event> queue = new ArrayBlockingQueue<>(QUEUE);
  private final AtomicReference<Optional<ClewError>> ended =
      new AtomicReference<>(Optional.empty());
  private final JsonTree json = new JsonTree();
  private final ApiClient.Stream in;
  private final Thread reader;

  LogStream(ApiClient server, String run) {
    in = server.open("runs/" + PathSegment.of(run) + "/logs", "text/event-stream");
    reader = Thread.ofPlatform().daemon().name("clew-follow").start(this::read);
  }

  /// What comes next, null when there is nothing now.
  ///
  /// @throws ClewError E060 when the connection broke
  @Nullable Event poll() {
    // In this order: what came before the end is in the queue when the end is seen.
    Optional<ClewError> error = ended.get();
    Event event = queue.poll();
    if (event == null && error.isPresent()) {
      throw error.get();
    }
    return event;
  }

  private void read() {
    try (var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      String name = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(NAME)) {
          name = line.substring(NAME.length()).strip();
        } else if (line.startsWith(DATA)) {
          take(name, json.object(line.substring(DATA.length())));
        } else if (line.isEmpty()) {
          name = "";
        }
      }
      end(new ClewError(ErrorCode.E060, "The backend ended the stream."));
    } catch (ClewError e) {
      end(e);
    } catch (IOException e) {
      end(new ClewError(ErrorCode.E060, "The stream broke off: " + e.getMessage(), e));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Events of other names may come from a later version.
  private void take(String name, Attributes data) throws InterruptedException {
    if (name.isEmpty()) {
      queue.put(new Event.Arrived(ApiResponses.log(data)));
    } else if (name.equals("caught-up")) {
      queue.put(
          new Event.CaughtUp(data.get("ended") instanceof Value.BoolValue(boolean ended) && ended));
    }
  }

  private void end(ClewError error) {
    ended.set(Optional.of(error));
  }

  @Override
  public void close() {
    reader.interrupt();
    in.cancel();
  }
}
