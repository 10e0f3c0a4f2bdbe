package dev.clew.otlp.codec;

import dev.clew.otlp.codec.OtlpFields.DataFields;
import dev.clew.otlp.codec.OtlpFields.LogFields;
import dev.clew.otlp.codec.OtlpFields.MetricFields;
import dev.clew.otlp.codec.OtlpFields.RequestFields;
import dev.clew.otlp.codec.OtlpFields.ResourceRecordsFields;
import dev.clew.otlp.codec.OtlpFields.ScopeRecordsFields;
import dev.clew.otlp.codec.OtlpFields.SpanFields;
import java.util.Locale;

/// The records of an export request in their order: spans, log records, data points.
public final class RequestRecords {
  private static final int LONGEST_NAME = 80;

  private final OtlpSignal signal;
  private final byte[] bytes;
  private final ProtoBuffer out = new ProtoBuffer();
  private final int from;
  private final int to;
  private final int total;
  private int next;

  private RequestRecords(OtlpSignal signal, byte[] bytes, int from, int to)
      throws MalformedMessage {
    this.signal = signal;
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    this.total = count(signal, bytes);
  }

  /// How many records a request has.
  public static int count(OtlpSignal signal, byte[] bytes) throws MalformedMessage {
    return count(signal, bytes, 0, bytes.length, 0);
  }

  /// The request with some of a request's records, in the resources, scopes and metrics that they
  /// have there.
  ///
  /// @param from the first one
  /// @param to the one after the last
  public static byte[] part(OtlpSignal signal, byte[] bytes, int from, int to)
      throws MalformedMessage {
    var part = new RequestRecords(signal, bytes, from, to);
    part.copy(0, 0, bytes.length);
    return part.out.toByteArray();
  }

  /// What the first record of a request is, such as `span "compile"`.
  public static String describe(OtlpSignal signal, byte[] bytes) throws MalformedMessage {
    String kind =
        switch (signal) {
          case TRACES -> "span";
          case LOGS -> "log record";
          case METRICS -> "data point";
        };
    String name = name(signal, new ProtoCursor(bytes, 0, bytes.length), bytes, 0);
    return name.isEmpty() ? kind : String.format(Locale.ROOT, "%s \"%s\"", kind, name);
  }

  private static String name(OtlpSignal signal, ProtoCursor message, byte[] bytes, int level)
      throws MalformedMessage {
    int named =
        switch (signal) {
          case TRACES -> SpanFields.NAME;
          case LOGS -> LogFields.EVENT_NAME;
          case METRICS -> MetricFields.NAME;
        };
    String name = "";
    while (message.next()) {
      if (level == 3 && message.isBlock(named)) {
        name = message.text();
      } else if (level < 3 && leadsOn(level, message)) {
        var inner = message.block();
        name = name(signal, inner, bytes, level + 1);
      }
      if (!name.isEmpty()) {
        break;
      }
    }
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
  }

  private static int count(OtlpSignal signal, byte[] bytes, int start, int end, int level)
      throws MalformedMessage {
    ProtoCursor message = new ProtoCursor(bytes, start, end);
    int count = 0;
    while (message.next()) {
      if (leadsOn(level, message)) {
        count +=
            isRecord(signal, level)
                ? 1
                : count(signal, bytes, message.blockStart(), message.blockEnd(), level + 1);
      }
    }
    return count;
  }

  /// @param level how deep: request, resource, scope, metric, its data
  private void copy(int level, int start, int end) throws MalformedMessage {
    ProtoCursor message = new ProtoCursor(bytes, start, end);
    while (message.next()) {
      if (!leadsOn(level, message)) {
        out.raw(bytes, message.fieldStart(), message.fieldEnd());
        continue;
      }
      boolean record = isRecord(signal, level);
      int count =
          record ? 1 : count(signal, bytes, message.blockStart(), message.blockEnd(), level + 1);
      if (!isWanted(count)) {
        next += count;
      } else if (record) {
        next++;
        out.raw(bytes, message.fieldStart(), message.fieldEnd());
      } else {
        int mark = out.begin(message.field());
        copy(level + 1, message.blockStart(), message.blockEnd());
        out.end(mark);
      }
    }
  }

  /// What has no records goes with the one that follows it, or is the last.
  private boolean isWanted(int count) {
    return count > 0
        ? next < to && next + count > from
        : next >= from && (next < to || to == total);
  }

  private static boolean isRecord(OtlpSignal signal, int level) {
    return level == (signal == OtlpSignal.METRICS ? 4 : 2);
  }

  private static boolean leadsOn(int level, ProtoCursor message) {
    return message.type() == ProtoCursor.BLOCK
        && switch (level) {
          case 0 -> message.field() == RequestFields.RESOURCES;
          case 1 -> message.field() == ResourceRecordsFields.SCOPES;
          case 2 -> message.field() == ScopeRecordsFields.RECORDS;
          case 4 -> message.field() == DataFields.DATA_POINTS;
          default -> MetricData.isPoints(message.field());
        };
  }
}
