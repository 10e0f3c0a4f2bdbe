package dev.clew.web.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.clew.store.ScopeReads;
import dev.clew.store.StoredTrace;
import dev.clew.time.EpochNanos;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A trace.
///
/// @param rootName the name of its root, or of the first span that is known
/// @param links of the root to other traces
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TraceView(
    String traceId,
    @Nullable String rootSpanId,
    String rootName,
    String service,
    @Nullable String startTime,
    @Nullable Double durationSeconds,
    long spans,
    long failedSpans,
    String run,
    List<Link> links) {
  /// Where a link leads.
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Link(String traceId, String spanId, Map<String, Object> attributes) {}

  public static TraceView of(StoredTrace trace, ScopeReads scopes, List<Link> links) {
    return new TraceView(
        trace.traceId(),
        trace.root() == 0 ? null : HexFormat.of().toHexDigits(trace.root()),
        trace.name(),
        trace.scope() == 0 ? "" : scopes.get(trace.scope()).service(),
        EpochNanos.rfc3339(trace.first()),
        trace.first() == 0 ? null : Math.max(0, trace.last() - trace.first()) / 1e9,
        trace.spans(),
        trace.failedSpans(),
        trace.run(),
        links);
  }
}
