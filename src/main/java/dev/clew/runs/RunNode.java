package dev.clew.runs;

import dev.clew.otlp.codec.OtlpTime;
import dev.clew.record.Attributes;
import dev.clew.record.SpanEntry;
import dev.clew.terminal.Durations;
import java.util.List;

/// A part of a run: a command, a stage or another span.
///
/// @param startNanos nanoseconds since 1970
/// @param endNanos of what is not finished: the end of what is known
/// @param outputTail the last lines of a failed command, oldest first
/// @param attributes of the span, or of the event that started it
/// @param children ordered by start
public record RunNode(
    String spanId,
    String parentSpanId,
    String traceId,
    String name,
    Kind kind,
    State state,
    long startNanos,
    long endNanos,
    List<String> outputTail,
    String statusMessage,
    List<SpanEntry.SpanEvent> exceptions,
    Attributes attributes,
    List<RunNode> children) {
  /// What a node stands for.
  public enum Kind {
    RUN,
    STAGE,
    SPAN
  }

  /// Whether it is known how long it took.
  public boolean isTimed() {
    return OtlpTime.isPeriod(startNanos, endNanos);
  }

  /// How long it took; 0 where that is not known.
  public long durationNanos() {
    return isTimed() ? endNanos - startNanos : 0;
  }

  /// How long it took, as people read it; `-` where that is not known.
  public String duration() {
    return isTimed() ? Durations.text(durationNanos()) : "-";
  }

  /// Whether this node or one below it failed and has output to show.
  public boolean explainsFailure() {
    return (state instanceof State.Failed && !outputTail.isEmpty())
        || children.stream().anyMatch(RunNode::explainsFailure);
  }
}
