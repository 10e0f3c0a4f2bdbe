package dev.clew.telemetry;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/// Writes each sampled span to the journal when it ends, and to standard output where that is asked
/// for.
final class SpanWriter implements SpanProcessor {
  private final RunWriter journal;
  private final @Nullable PrintStream out;

  /// @param out gets each span as a line of OTLP/JSON, or null
  SpanWriter(RunWriter journal, @Nullable PrintStream out) {
    this.journal = journal;
    this.out = out;
  }

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    if (span.getSpanContext().isSampled()) {
      SpanData data = span.toSpanData();
      journal.append(data);
      if (out != null) {
        out.writeBytes(RunWriter.line(data));
        out.flush();
      }
    }
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }
}
