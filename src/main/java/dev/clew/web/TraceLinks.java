package dev.clew.web;

import dev.clew.store.Store;
import dev.clew.store.StoredSpan;
import dev.clew.store.StoredTrace;
import dev.clew.wire.MalformedMessage;
import dev.clew.wire.ProtoCursor;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// Traces with the links of their roots.
final class TraceLinks {
  /// The field of a link's attributes.
  private static final int ATTRIBUTES = 4;

  private final Store store;

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
            .map(TraceLinks::of)
            .orElse(List.of());
  }

  /// Where the links of a span lead.
  static List<TraceView.Link> of(StoredSpan span) {
    List<TraceView.Link> links = new ArrayList<>();
    byte[] data = span.data();
    try {
      ProtoCursor cursor = new ProtoCursor(data, 0, data.length);
      while (cursor.next()) {
        if (cursor.isBlock(13)) {
          links.add(link(data, cursor.blockStart(), cursor.blockEnd()));
        }
      }
    } catch (MalformedMessage e) {
      throw new UncheckedIOException(e);
    }
    return links;
  }

  private static TraceView.Link link(byte[] data, int from, int to) throws MalformedMessage {
    String trace = "";
    String span = "";
    Map<String, Object> attributes =
        PlainValues.of(new ValueDecoder(data).attributes(from, to, ATTRIBUTES));
    ProtoCursor cursor = new ProtoCursor(data, from, to);
    while (cursor.next()) {
      if (cursor.isBlock(1)) {
        trace = HexFormat.of().formatHex(data, cursor.blockStart(), cursor.blockEnd());
      } else if (cursor.isBlock(2)) {
        span = HexFormat.of().formatHex(data, cursor.blockStart(), cursor.blockEnd());
      }
    }
    return new TraceView.Link(trace, span, attributes);
  }
}
