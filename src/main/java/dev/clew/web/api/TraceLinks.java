package dev.clew.web.api;

import dev.clew.otlp.codec.MalformedMessage;
import dev.clew.otlp.codec.MessageDescriptor;
import dev.clew.otlp.codec.OtlpFields.LinkFields;
import dev.clew.otlp.codec.OtlpFields.SpanFields;
import dev.clew.otlp.codec.ProtoCursor;
import dev.clew.projection.Weight;
import dev.clew.record.PlainValues;
import dev.clew.record.ValueDecoder;
import dev.clew.store.Store;
import dev.clew.store.StoredSpan;
import dev.clew.store.StoredTrace;
import dev.clew.web.view.TraceView;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Traces with the links of their roots.
final class TraceLinks {
  private static final MessageDescriptor LINK = MessageDescriptor.of("Link");

  /// What a link takes without attributes.
  private static final int EMPTY = 200;

  /// Of the links of an answer, as [Weight] has them. More are left out.
  private static final long MOST_BYTES = 8 << 20;

  private final Store store;
  private long left = MOST_BYTES;

  TraceLinks(Store store) {
    this.store = store;
  }

  List<TraceView> views(List<StoredTrace> traces) {
    return traces.stream().map(trace -> TraceView.of(trace, store.scopes(), links(trace))).toList();
  }

  private List<TraceView.Link> links(StoredTrace trace) {
    return trace.root() == 0
        ? List.of()
        : store
            .spans()
            .find(HexFormat.of().parseHex(trace.traceId()), trace.root())
            .map(this::links)
            .orElse(List.of());
  }

  private List<TraceView.Link> links(StoredSpan span) {
    byte[] data = span.data();
    List<TraceView.Link> links = new ArrayList<>();
    each(
        data,
        cursor -> {
          int from = cursor.blockStart();
          int to = cursor.blockEnd();
          left -= EMPTY + Weight.of(LINK, data, from, to);
          if (left >= 0) {
            links.add(link(data, from, to));
          }
        });
    return links;
  }

  /// The traces that the first links of a span lead to, each once.
  static Set<Target> targets(StoredSpan span, int most) {
    byte[] data = span.data();
    Set<Target> targets = new LinkedHashSet<>();
    each(
        data,
        cursor -> {
          if (targets.size() < most) {
            targets.add(target(data, cursor.blockStart(), cursor.blockEnd()));
          }
        });
    return targets;
  }

  private static void each(byte[] span, ProtoCursor.Visitor visitor) {
    ProtoCursor.each(
        span,
        0,
        span.length,
        field -> {
          if (field.isBlock(SpanFields.LINKS)) {
            visitor.visit(field);
          }
        });
  }

  private static TraceView.Link link(byte[] data, int from, int to) throws MalformedMessage {
    Target target = target(data, from, to);
    return new TraceView.Link(
        target.traceId(),
        target.spanId(),
        PlainValues.of(new ValueDecoder(data).attributes(from, to, LinkFields.ATTRIBUTES)));
  }

  /// Where a link leads, in hex.
  record Target(String traceId, String spanId) {}

  private static Target target(byte[] data, int from, int to) throws MalformedMessage {
    String trace = "";
    String span = "";
    ProtoCursor cursor = new ProtoCursor(data, from, to);
    while (cursor.next()) {
      if (cursor.isBlock(LinkFields.TRACE_ID)) {
        trace = HexFormat.of().formatHex(data, cursor.blockStart(), cursor.blockEnd());
      } else if (cursor.isBlock(LinkFields.SPAN_ID)) {
        span = HexFormat.of().formatHex(data, cursor.blockStart(), cursor.blockEnd());
      }
    }
    return new Target(trace, span);
  }
}
