package dev.clew.redaction;

import io.opentelemetry.api.trace.SpanContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeps the lines that come as text.
final class TextLines implements OutputSink {
  private final List<String> lines = new ArrayList<>();

  @Override
  public void line(byte[] text, int from, int to, byte @Nullable [] original, long nanos) {
    lines.add(new String(text, from, to - from, StandardCharsets.UTF_8));
  }

  List<String> lines() {
    return lines;
  }

  @Override
  public OutputSink of(SpanContext span) {
    return this;
  }

  @Override
  public void flush() {}
}
