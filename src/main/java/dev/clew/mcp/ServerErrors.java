package dev.clew.mcp;

import dev.clew.redaction.LineRedactor;
import dev.clew.redaction.Redaction;
import dev.clew.telemetry.Recorder;
import dev.clew.time.EpochNanos;
import io.opentelemetry.api.trace.SpanContext;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a server's process writes to its standard error: recorded as any command's output is, and
/// kept while it starts, to tell why it does not.
final class ServerErrors implements Consumer<byte[]> {
  private static final int MOST_LINES = 10;
  private static final int LONGEST = 400;

  private final Redaction redaction;
  private final Clock clock;
  private final @Nullable LineRedactor recorded;
  private final Deque<String> kept = new ArrayDeque<>();
  private boolean ready;

  /// @param span that the output belongs to
  ServerErrors(Recorder recorder, Redaction redaction, SpanContext span, Clock clock) {
    this.redaction = redaction;
    this.clock = clock;
    this.recorded = recorder.output("stderr", span);
  }

  @Override
  public synchronized void accept(byte[] line) {
    if (recorded != null) {
      recorded.line(line, 0, line.length, true, EpochNanos.of(clock.instant()));
    }
    if (!ready) {
      String text = new String(line, StandardCharsets.UTF_8).strip();
      kept.add(text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
      if (kept.size() > MOST_LINES) {
        kept.removeFirst();
      }
    }
  }

  /// It has started: from now on its output may have what it is asked.
  synchronized void ready() {
    ready = true;
    kept.clear();
  }

  /// The last lines before it was ready, as the end of a message.
  synchronized String lastWords() {
    List<String> lines = new ArrayList<>(kept);
    lines.removeIf(String::isEmpty);
    return lines.isEmpty() ? "" : " It wrote:\n" + String.join("\n", redaction.lines(lines));
  }
}
