package dev.clew.serve;

import dev.clew.redaction.Redaction;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import jakarta.inject.Singleton;
import java.util.List;

/// Takes the ended spans of Quarkus' instrumentation.
@Singleton
final class SelfSpans implements SpanProcessor {
  final SelfQueue<SpanData> queue =
      new SelfQueue<>(Serving.PARTS.get().launch().settings().telemetry().spanBatch().queue());

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    if (span.getSpanContext().isSampled()) {
      queue.add(span.toSpanData());
    }
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  /// A span as it is exported: of the daemon's resource, without secrets.
  static SpanData exported(SpanData span, Resource resource, Redaction redaction) {
    return new DelegatingSpanData(span) {
      @Override
      public Resource getResource() {
        return resource;
      }

      @Override
      public Attributes getAttributes() {
        return redaction.attributes(span.getAttributes());
      }

      @Override
      public List<EventData> getEvents() {
        return span.getEvents().stream()
            .map(
                event ->
                    EventData.create(
                        event.getEpochNanos(),
                        event.getName(),
                        redaction.attributes(event.getAttributes()),
                        event.getTotalAttributeCount()))
            .toList();
      }

      @Override
      public StatusData getStatus() {
        StatusData status = span.getStatus();
        return StatusData.create(status.getStatusCode(), redaction.text(status.getDescription()));
      }
    };
  }
}
