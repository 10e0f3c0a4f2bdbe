package dev.clew.workflow.execution;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.workflow.expression.Values;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The append-only log of an execution: a line of JSON for each transition. What [#append] has
/// returned for is on disk. The last line of a process that was killed may be torn: it was not
/// relied on yet, and is cut off.
public final class EventLog implements AutoCloseable {
  private static final String TIME = "time";
  private static final String EVENT = "event";
  private static final String NODE = "node";

  private final FileChannel channel;

  private EventLog(FileChannel channel) {
    this.channel = channel;
  }

  /// Opens the log to add to it.
  ///
  /// @throws ClewError E023 when it cannot be written
  static EventLog open(Path file) {
    try {
      FileChannel channel =
          FileChannel.open(
              file,
              Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE),
              ExecutionHome.OWN);
      channel.truncate(wholeLines(channel));
      channel.position(channel.size());
      return new EventLog(channel);
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E023, file + ": " + e.getMessage(), e);
    }
  }

  /// Up to and with the last line end.
  private static long wholeLines(FileChannel channel) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(8192);
    for (long end = channel.size(); end > 0; ) {
      long start = Math.max(0, end - chunk.capacity());
      chunk.clear().limit((int) (end - start));
      int read = channel.read(chunk, start);
      for (int i = read - 1; i >= 0; i--) {
        if (chunk.get(i) == '\n') {
          return start + i + 1;
        }
      }
      end = start;
    }
    return 0;
  }

  /// Writes transitions, and returns when they are on disk.
  ///
  /// @throws ClewError E023 when they cannot be
  public void append(List<ExecutionEvent> events) {
    write(events);
    try {
      channel.force(false);
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E023, "the execution's log cannot be written: " + e, e);
    }
  }

  /// Writes what may be lost with the machine, but not with this process.
  ///
  /// @throws ClewError E023 when it cannot be
  public synchronized void write(List<ExecutionEvent> events) {
    var lines = new StringBuilder();
    for (ExecutionEvent event : events) {
      lines.append(line(event)).append('\n');
    }
    ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E023, "the execution's log cannot be written: " + e, e);
    }
  }

  private static String line(ExecutionEvent event) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put(TIME, event.time().toString()).put(EVENT, event.type().label());
    if (!event.node().isEmpty()) {
      line.put(NODE, event.node());
    }
    line.setAll(event.fields());
    return line.toString();
  }

  /// Reads all transitions in their order.
  ///
  /// @throws ClewError E105 when the log is damaged, E101 when it cannot be read
  public static void read(Path file, Consumer<ExecutionEvent> to) {
    int number = 0;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      String line = lines.readLine();
      while (line != null) {
        number++;
        String next = lines.readLine();
        ExecutionEvent event = event(line);
        if (event != null) {
          to.accept(event);
        } else if (next != null) {
          throw new ClewError(ErrorCode.E105, file + ", line " + number + ".");
        }
        line = next;
      }
    } catch (CharacterCodingException e) {
      throw new ClewError(ErrorCode.E105, file + ", line " + number + " or a later one.", e);
    } catch (IOException e) {
      throw new ClewError(ErrorCode.E101, file + ": " + e.getMessage(), e);
    }
  }

  private static @Nullable ExecutionEvent event(String line) {
    try {
      JsonNode json = Values.parse(line);
      if (!(json instanceof ObjectNode fields)) {
        return null;
      }
      Instant time = Instant.parse(fields.path(TIME).asText());
      TransitionType type =
          TransitionType.valueOf(fields.path(EVENT).asText().toUpperCase(Locale.ROOT));
      String node = fields.path(NODE).asText("");
      fields.remove(List.of(TIME, EVENT, NODE));
      return new ExecutionEvent(time, type, node, fields);
    } catch (JsonProcessingException | DateTimeException | IllegalArgumentException torn) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
