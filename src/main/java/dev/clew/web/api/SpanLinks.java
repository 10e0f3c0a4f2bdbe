package dev.clew.web.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.clew.store.LinkingSpan;
import dev.clew.store.Store;
import dev.clew.store.StoredSpan;
import dev.clew.store.StoredTrace;
import dev.clew.time.EpochNanos;
import java.io.IOException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a span is linked to, and what is linked to it, of all runs.
final class SpanLinks {
  /// So many of each are looked up.
  private static final int MOST = 1000;

  private final Store store;
  private final Map<String, Optional<StoredTrace>> traces = new HashMap<>();

  SpanLinks(Store store) {
    this.store = store;
  }

  /// Writes the fields `linkedRuns`, `linkedFrom` and `moreLinkedFrom`.
  void write(JsonGenerator json, String traceId, StoredSpan span) throws IOException {
    json.writeArrayFieldStart("linkedRuns");
    for (TraceLinks.Target target : TraceLinks.targets(span, MOST)) {
      write(json, target);
    }
    json.writeEndArray();
    List<LinkingSpan> from = store.links().to(HexIds.trace(traceId), span.span(), MOST + 1);
    json.writeArrayFieldStart("linkedFrom");
    for (LinkingSpan each : from.subList(0, Math.min(MOST, from.size()))) {
      write(json, each);
    }
    json.writeEndArray();
    json.writeBooleanField("moreLinkedFrom", from.size() > MOST);
  }

  private void write(JsonGenerator json, TraceLinks.Target target) throws IOException {
    Optional<StoredTrace> trace = traces.computeIfAbsent(target.traceId(), this::trace);
    json.writeStartObject();
    json.writeStringField("traceId", target.traceId());
    json.writeStringField("spanId", target.spanId());
    json.writeStringField("run", trace.map(StoredTrace::run).orElse(""));
    json.writeStringField("rootName", trace.map(StoredTrace::name).orElse(""));
    json.writeEndObject();
  }

  private Optional<StoredTrace> trace(String id) {
    return id.length() == 32 ? store.traces().byTraceId(HexIds.trace(id)) : Optional.empty();
  }

  private static void write(JsonGenerator json, LinkingSpan span) throws IOException {
    json.writeStartObject();
    json.writeStringField("traceId", span.traceId());
    json.writeStringField("spanId", HexFormat.of().toHexDigits(span.span()));
    json.writeStringField("run", span.run());
    json.writeStringField("name", span.name());
    json.writeStringField("state", span.failed() ? "failed" : "ok");
    String start = EpochNanos.rfc3339(span.start());
    if (start != null) {
      json.writeStringField("startTime", start);
    }
    if (span.duration() >= 0) {
      json.writeNumberField("durationSeconds", span.duration() / 1e9);
    }
    json.writeEndObject();
  }
}
