package dev.clew.record;

import dev.clew.otlp.codec.MalformedMessage;
import dev.clew.otlp.codec.MessageDescriptor;
import dev.clew.otlp.codec.OtlpFields.EventFields;
import dev.clew.otlp.codec.OtlpFields.LinkFields;
import dev.clew.otlp.codec.OtlpFields.LogFields;
import dev.clew.otlp.codec.OtlpFields.SpanFields;
import dev.clew.otlp.codec.OtlpFields.StatusFields;
import dev.clew.otlp.codec.OtlpTime;
import dev.clew.otlp.codec.ProtoCursor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Reads the messages `LogRecord` and `Span`, which have been checked when they came in, as the
/// entries that run files are read into.
public final class EntryDecoder {
  private static final MessageDescriptor LOG = MessageDescriptor.of("LogRecord");
  private static final MessageDescriptor SPAN = MessageDescriptor.of("Span");
  private static final MessageDescriptor EVENT = MessageDescriptor.of("Event");
  private static final MessageDescriptor LINK = MessageDescriptor.of("Link");
  private static final MessageDescriptor STATUS = MessageDescriptor.of("Status");
  private static final int ERROR = 2;

  /// Bytes of a name.
  private static final int BARE_NAME = 1000;

  private final byte[] bytes;
  private final ProtoCursor cursor;
  private final ValueDecoder values;
  private final Attributes.Builder attributes = new Attributes.Builder();

  public EntryDecoder(byte[] bytes) {
    this.bytes = bytes;
    this.cursor = new ProtoCursor(bytes, 0, bytes.length);
    this.values = new ValueDecoder(bytes);
  }

  public LogEntry log(RecordSource source) throws MalformedMessage {
    long time = 0;
    long observed = 0;
    int severity = 0;
    String severityText = "";
    Value body = new Value.Empty();
    String eventName = "";
    String traceId = "";
    String spanId = "";
    while (LOG.next(cursor)) {
      switch (cursor.field()) {
        case LogFields.TIME_UNIX_NANO -> time = OtlpTime.known(cursor.number());
        case LogFields.SEVERITY_NUMBER -> severity = (int) cursor.number();
        case LogFields.SEVERITY_TEXT -> severityText = cursor.text();
        case LogFields.BODY -> body = values.value(cursor.blockStart(), cursor.blockEnd());
        case LogFields.ATTRIBUTES ->
            values.pair(cursor.blockStart(), cursor.blockEnd(), attributes);
        case LogFields.TRACE_ID -> traceId = id();
        case LogFields.SPAN_ID -> spanId = id();
        case LogFields.OBSERVED_TIME_UNIX_NANO -> observed = OtlpTime.known(cursor.number());
        case LogFields.EVENT_NAME -> eventName = cursor.text();
        default -> {
          // Dropped attributes and flags are not part of an entry.
        }
      }
    }
    Attributes all = attributes.build();
    return new LogEntry(
        source,
        time != 0 ? time : observed,
        severity,
        severityText,
        body,
        eventName.isEmpty() ? all.text("event.name") : eventName,
        traceId,
        spanId,
        all);
  }

  public SpanEntry span(RecordSource source) throws MalformedMessage {
    return span(source, false);
  }

  /// The same with its ids, the start of its name, its times and outcome alone.
  public SpanEntry bareSpan(RecordSource source) throws MalformedMessage {
    return span(source, true);
  }

  private SpanEntry span(RecordSource source, boolean bare) throws MalformedMessage {
    String traceId = "";
    String spanId = "";
    String parent = "";
    String name = "";
    int kind = 0;
    long start = 0;
    long end = 0;
    Status status = Status.UNSET;
    List<SpanEntry.SpanEvent> events = new ArrayList<>(0);
    List<SpanKey> links = new ArrayList<>(0);
    while (SPAN.next(cursor)) {
      int field = cursor.field();
      if (bare && (field == SpanFields.ATTRIBUTES || field == SpanFields.EVENTS)) {
        continue;
      }
      switch (field) {
        case SpanFields.TRACE_ID -> traceId = id();
        case SpanFields.SPAN_ID -> spanId = id();
        case SpanFields.PARENT_SPAN_ID -> parent = id();
        case SpanFields.NAME -> name = bare ? start() : cursor.text();
        case SpanFields.KIND -> kind = (int) cursor.number();
        case SpanFields.START_TIME_UNIX_NANO -> start = OtlpTime.known(cursor.number());
        case SpanFields.END_TIME_UNIX_NANO -> end = OtlpTime.known(cursor.number());
        case SpanFields.ATTRIBUTES ->
            values.pair(cursor.blockStart(), cursor.blockEnd(), attributes);
        case SpanFields.EVENTS -> events.add(event());
        case SpanFields.LINKS -> links.add(link());
        case SpanFields.STATUS -> status = status();
        default -> {
          // Trace state and flags are not part of an entry.
        }
      }
    }
    return new SpanEntry(
        source,
        traceId,
        spanId,
        parent,
        name,
        kind,
        start,
        end,
        status.code() == ERROR,
        bare ? "" : status.message(),
        attributes.build(),
        events,
        links);
  }

  private String start() {
    int length = Math.min(cursor.blockLength(), BARE_NAME);
    return new String(bytes, cursor.blockStart(), length, StandardCharsets.UTF_8);
  }

  private record Status(int code, String message) {
    private static final Status UNSET = new Status(0, "");
  }

  private Status status() throws MalformedMessage {
    int code = 0;
    String message = "";
    ProtoCursor part = part();
    while (STATUS.next(part)) {
      switch (part.field()) {
        case StatusFields.MESSAGE -> message = part.text();
        case StatusFields.CODE -> code = (int) part.number();
        default -> {
          // A field of a later version.
        }
      }
    }
    return new Status(code, message);
  }

  private SpanEntry.SpanEvent event() throws MalformedMessage {
    String name = "";
    long time = 0;
    ProtoCursor part = part();
    while (EVENT.next(part)) {
      switch (part.field()) {
        case EventFields.TIME_UNIX_NANO -> time = OtlpTime.known(part.number());
        case EventFields.NAME -> name = part.text();
        default -> {
          // Attributes are read below.
        }
      }
    }
    return new SpanEntry.SpanEvent(
        name,
        time,
        values.attributes(cursor.blockStart(), cursor.blockEnd(), EventFields.ATTRIBUTES));
  }

  private SpanKey link() throws MalformedMessage {
    String traceId = "";
    String spanId = "";
    ProtoCursor part = part();
    while (LINK.next(part)) {
      switch (part.field()) {
        case LinkFields.TRACE_ID -> traceId = id(part);
        case LinkFields.SPAN_ID -> spanId = id(part);
        default -> {
          // What a link says beside its target is not part of an entry.
        }
      }
    }
    return new SpanKey(traceId, spanId);
  }

  private ProtoCursor part() {
    return cursor.block();
  }

  private String id() {
    return id(cursor);
  }

  private String id(ProtoCursor at) {
    return HexFormat.of().formatHex(bytes, at.blockStart(), at.blockEnd());
  }
}
