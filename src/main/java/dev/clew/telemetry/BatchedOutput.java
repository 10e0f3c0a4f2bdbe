package dev.clew.telemetry;

import dev.clew.redaction.OutputSink;
import dev.clew.runfile.OutputBatch;
import io.opentelemetry.api.trace.SpanContext;
import org.jspecify.annotations.Nullable;

/// Collects the output lines of a stream into batches; a full one is written by the thread that
/// filled it, which so waits for the disk.
final class BatchedOutput {
  private final RunWriter journal;
  private final OutputBatch batch;

  BatchedOutput(RunWriter journal, OutputBatch batch) {
    this.journal = journal;
    this.batch = batch;
  }

  /// What takes the lines of a span.
  OutputSink of(SpanContext span) {
    return new Lines(OutputBatch.span(span.getTraceId(), span.getSpanId()));
  }

  synchronized void flush() {
    if (!batch.isEmpty()) {
      journal.appendOutput(batch.drain());
    }
  }

  private synchronized void add(
      byte[] text, int from, int to, byte @Nullable [] original, byte[] span, long nanos) {
    batch.add(text, from, to, original, span, nanos);
    if (batch.isFull()) {
      journal.appendOutput(batch.drain());
    }
  }

  private final class Lines implements OutputSink {
    private final byte[] span;

    Lines(byte[] span) {
      this.span = span;
    }

    @Override
    public void line(byte[] text, int from, int to, byte @Nullable [] original, long nanos) {
      add(text, from, to, original, span, nanos);
    }

    @Override
    public OutputSink of(SpanContext other) {
      return BatchedOutput.this.of(other);
    }

    @Override
    public void flush() {
      BatchedOutput.this.flush();
    }
  }
}
