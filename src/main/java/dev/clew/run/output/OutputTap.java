package dev.clew.run.output;

import dev.clew.redaction.LineRedactor;
import io.opentelemetry.api.trace.SpanContext;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What is known of one output stream: its lines, each with the span that it belongs to, its size
/// and its end.
///
/// Not thread-safe.
public final class OutputTap {
  private final LineCutter own;
  private final Function<SpanContext, @Nullable LineRedactor> sinks;
  private final Map<SpanContext, LineCutter> steps = new HashMap<>();
  private final OutputTail tail = new OutputTail();
  private long linesOfSteps;
  private long bytesOfSteps;

  /// Gives lines to whom they belong.
  ///
  /// @param own takes the lines of the command itself
  /// @param sinks take those of a step's span; null where nothing is recorded
  public OutputTap(
      @Nullable LineRedactor own, Function<SpanContext, @Nullable LineRedactor> sinks) {
    this.own = new LineCutter(own);
    this.sinks = sinks;
  }

  /// Takes the next bytes.
  ///
  /// @param span of the step that they come from, or null when they are the command's own
  void accept(byte[] bytes, int length, @Nullable SpanContext span, long nanos) {
    if (span == null) {
      own.accept(bytes, length, nanos);
    } else if (length == 0) {
      end(steps.remove(span), nanos);
    } else {
      steps
          .computeIfAbsent(span, step -> new LineCutter(sinks.apply(step)))
          .accept(bytes, length, nanos);
    }
    tail.add(bytes, length, nanos);
  }

  private void end(@Nullable LineCutter step, long nanos) {
    if (step != null) {
      step.end(nanos);
      linesOfSteps += step.lines();
      bytesOfSteps += step.bytes();
    }
  }

  /// Ends the stream.
  void end(long nanos) {
    own.end(nanos);
    steps.values().forEach(step -> end(step, nanos));
    steps.clear();
  }

  OutputTail tail() {
    return tail;
  }

  long lines() {
    return own.lines() + linesOfSteps + steps.values().stream().mapToLong(LineCutter::lines).sum();
  }

  long bytes() {
    return own.bytes() + bytesOfSteps + steps.values().stream().mapToLong(LineCutter::bytes).sum();
  }
}
