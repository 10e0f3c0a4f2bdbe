package dev.clew.store;

import dev.clew.otlp.codec.MalformedMessage;
import dev.clew.otlp.codec.OtlpFields.LinkFields;
import dev.clew.otlp.codec.OtlpFields.SpanFields;
import dev.clew.otlp.codec.ProtoCursor;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The span that a link leads to.
///
/// @param trace its trace id
/// @param span its span id
record LinkTarget(Trace.Key trace, long span) {
  private static final int TRACE_ID = 16;
  private static final int SPAN_ID = 8;

  /// Where the first links of a span lead, each span once. A link without valid ids leads nowhere.
  ///
  /// @param message of the span, which was checked when it came in
  static Set<LinkTarget> of(byte[] message, int most) {
    Set<LinkTarget> targets = new LinkedHashSet<>();
    ProtoCursor.each(
        message,
        0,
        message.length,
        field -> {
          if (field.isBlock(SpanFields.LINKS) && targets.size() < most) {
            LinkTarget target = of(field.block());
            if (target != null) {
              targets.add(target);
            }
          }
        });
    return targets;
  }

  private static @Nullable LinkTarget of(ProtoCursor link) throws MalformedMessage {
    Trace.Key trace = new Trace.Key(0, 0);
    long span = 0;
    while (link.next()) {
      if (link.isBlock(LinkFields.TRACE_ID) && link.blockLength() == TRACE_ID) {
        trace = new Trace.Key(link.bigEndian(0), link.bigEndian(8));
      } else if (link.isBlock(LinkFields.SPAN_ID) && link.blockLength() == SPAN_ID) {
        span = link.bigEndian(0);
      }
    }
    boolean somewhere = (trace.high() | trace.low()) != 0 && span != 0;
    return somewhere ? new LinkTarget(trace, span) : null;
  }
}
