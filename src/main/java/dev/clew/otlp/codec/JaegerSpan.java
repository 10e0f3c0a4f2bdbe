package dev.clew.otlp.codec;

import dev.clew.otlp.codec.OtlpFields.EventFields;
import dev.clew.otlp.codec.OtlpFields.LinkFields;
import dev.clew.otlp.codec.OtlpFields.ScopeRecordsFields;
import dev.clew.otlp.codec.OtlpFields.SpanFields;
import dev.clew.otlp.codec.OtlpFields.StatusFields;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A span of Jaeger's JSON. Ids may have lost their leading zeros, and those of traces may have 64
/// bits: to the left of them OTLP has zeros. Times are microseconds.
final class JaegerSpan {
  private static final int NANOS = 1000;
  private static final List<String> KINDS =
      List.of("unspecified", "internal", "server", "client", "producer", "consumer");
  private static final List<String> SCOPES = List.of("otel.scope.name", "otel.library.name");

  private final Map<?, ?> span;
  private final List<?> tags;

  JaegerSpan(Map<?, ?> span) throws MalformedMessage {
    this.span = span;
    this.tags = JaegerTraces.list(span.get("tags"), "tags");
  }

  /// What it ran in: the key of a process, or the process itself.
  Object process() throws MalformedMessage {
    Object process = span.get("processID");
    if (process == null) {
      process = span.get("process");
    }
    if (process == null) {
      throw new MalformedMessage("a span of Jaeger's has no process");
    }
    return process;
  }

  /// The name of its instrumentation scope; empty when it has none.
  String scope() {
    for (String key : SCOPES) {
      if (tag(key) instanceof String name) {
        return name;
      }
    }
    return "";
  }

  /// Writes it as an element of `ScopeSpans`.
  void write(ProtoBuffer out) throws IOException {
    int mark = out.begin(ScopeRecordsFields.RECORDS);
    byte[] trace = id(span.get("traceID"), 32, "traceID");
    out.bytes(SpanFields.TRACE_ID, trace);
    out.bytes(SpanFields.SPAN_ID, id(span.get("spanID"), 16, "spanID"));
    Map<?, ?> parent = parent();
    if (parent != null) {
      out.bytes(SpanFields.PARENT_SPAN_ID, id(parent.get("spanID"), 16, "spanID"));
    }
    JaegerValues.text(out, SpanFields.NAME, String.valueOf(span.get("operationName")));
    kind(out);
    long start = number(span.get("startTime"), "startTime");
    time(out, SpanFields.START_TIME_UNIX_NANO, start);
    time(out, SpanFields.END_TIME_UNIX_NANO, start + number(span.get("duration"), "duration"));
    for (Object tag : tags) {
      Map<?, ?> each = JaegerTraces.object(tag, "tag");
      if (!isField(JaegerValues.key(each))) {
        JaegerValues.attribute(out, SpanFields.ATTRIBUTES, each);
      }
    }
    for (Object log : JaegerTraces.list(span.get("logs"), "logs")) {
      event(out, JaegerTraces.object(log, "log"));
    }
    for (Object reference : references()) {
      Map<?, ?> each = JaegerTraces.object(reference, "reference");
      if (!each.equals(parent)) {
        link(out, each);
      }
    }
    status(out);
    out.end(mark);
  }

  private List<?> references() throws MalformedMessage {
    return JaegerTraces.list(span.get("references"), "references");
  }

  /// The first span of the same trace that it is a child of.
  private @Nullable Map<?, ?> parent() throws MalformedMessage {
    for (Object reference : references()) {
      Map<?, ?> each = JaegerTraces.object(reference, "reference");
      if ("CHILD_OF".equals(each.get("refType"))
          && String.valueOf(span.get("traceID")).equals(each.get("traceID"))) {
        return each;
      }
    }
    return null;
  }

  private void kind(ProtoBuffer out) {
    int kind = KINDS.indexOf(String.valueOf(tag("span.kind")).toLowerCase(Locale.ROOT));
    if (kind > 0) {
      out.varint(SpanFields.KIND, kind);
    }
  }

  private void status(ProtoBuffer out) {
    Object code = tag("otel.status_code");
    boolean error = "ERROR".equals(code) || Boolean.TRUE.equals(tag("error"));
    boolean ok = "OK".equals(code);
    Object description = tag("otel.status_description");
    if (error || ok) {
      int mark = out.begin(SpanFields.STATUS);
      if (description instanceof String text) {
        JaegerValues.text(out, StatusFields.MESSAGE, text);
      }
      out.varint(StatusFields.CODE, error ? 2 : 1);
      out.end(mark);
    }
  }

  private static void event(ProtoBuffer out, Map<?, ?> log) throws MalformedMessage {
    int mark = out.begin(SpanFields.EVENTS);
    time(out, EventFields.TIME_UNIX_NANO, number(log.get("timestamp"), "timestamp"));
    for (Object field : JaegerTraces.list(log.get("fields"), "fields")) {
      Map<?, ?> each = JaegerTraces.object(field, "field");
      if (each.get("key") instanceof String key
          && key.equals("event")
          && each.get("value") instanceof String name) {
        JaegerValues.text(out, EventFields.NAME, name);
      } else {
        JaegerValues.attribute(out, EventFields.ATTRIBUTES, each);
      }
    }
    out.end(mark);
  }

  private static void link(ProtoBuffer out, Map<?, ?> reference) throws MalformedMessage {
    int mark = out.begin(SpanFields.LINKS);
    out.bytes(LinkFields.TRACE_ID, id(reference.get("traceID"), 32, "traceID"));
    out.bytes(LinkFields.SPAN_ID, id(reference.get("spanID"), 16, "spanID"));
    String type = String.valueOf(reference.get("refType")).toLowerCase(Locale.ROOT);
    JaegerValues.attribute(out, LinkFields.ATTRIBUTES, "opentracing.ref_type", type);
    out.end(mark);
  }

  private @Nullable Object tag(String key) {
    for (Object tag : tags) {
      if (tag instanceof Map<?, ?> each && key.equals(each.get("key"))) {
        return each.get("value");
      }
    }
    return null;
  }

  /// Whether OTLP has a field for what a tag says.
  private static boolean isField(String key) {
    return key.equals("span.kind")
        || key.equals("otel.status_code")
        || key.equals("otel.status_description")
        || SCOPES.contains(key);
  }

  private static byte[] id(@Nullable Object text, int digits, String name) throws MalformedMessage {
    String id = String.valueOf(text);
    if (id.isEmpty() || id.length() > digits) {
      throw new MalformedMessage("Jaeger's \"" + name + "\" is no id");
    }
    try {
      return HexFormat.of().parseHex("0".repeat(digits - id.length()) + id);
    } catch (IllegalArgumentException e) {
      throw new MalformedMessage("Jaeger's \"" + name + "\" is not hexadecimal");
    }
  }

  private static long number(@Nullable Object value, String name) throws MalformedMessage {
    if (value instanceof Number number && number.longValue() >= 0) {
      return number.longValue();
    }
    throw new MalformedMessage("Jaeger's \"" + name + "\" is no time");
  }

  private static void time(ProtoBuffer out, int field, long micros) {
    out.tag(field, ProtoCursor.FIXED64);
    out.fixed64(micros * NANOS);
  }
}
