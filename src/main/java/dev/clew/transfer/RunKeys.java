package dev.clew.transfer;

import dev.clew.content.LruMap;
import dev.clew.otlp.codec.OtlpFields.LogFields;
import dev.clew.otlp.codec.OtlpFields.ResourceFields;
import dev.clew.otlp.codec.OtlpFields.SpanFields;
import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.otlp.codec.ProtoCursor;
import dev.clew.runs.RunIds;
import dev.clew.runs.RunName;
import dev.clew.runs.RunNames;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/// Finds the run that records belong to: by the first of several attributes of the resource or the
/// record, by the trace, else by the resource.
final class RunKeys {
  private static final String PADDING = "0".repeat(16);
  private static final int TRACES = 100_000;

  private final RunNames names;

  /// Runs by the id of a trace that has spans of theirs: the spans of other services have the trace
  /// alone.
  private final Map<String, String> traces = new LruMap<>(TRACES);

  RunKeys(RunNames names) {
    this.names = names;
  }

  /// The run that a resource names.
  Optional<String> ofResource(byte[] bytes, int from, int to) throws IOException {
    return ofAttributes(ResourceFields.ATTRIBUTES, bytes, from, to);
  }

  /// The run of records whose resource names none.
  ///
  /// @param resource what they fall back on
  String ofRecord(OtlpSignal signal, byte[] bytes, int from, int to, byte[] resource)
      throws IOException {
    Optional<String> named =
        switch (signal) {
          case TRACES -> ofAttributes(SpanFields.ATTRIBUTES, bytes, from, to);
          case LOGS -> ofAttributes(LogFields.ATTRIBUTES, bytes, from, to);
          case METRICS -> Optional.empty();
        };
    String trace = trace(signal, bytes, from, to);
    if (named.isPresent()) {
      note(trace, named.get());
      return named.get();
    }
    if (trace.isEmpty()) {
      return RunIds.digest(resource);
    }
    String known = traces.get(trace);
    return known != null ? known : ofTrace(trace);
  }

  /// A trace's own run: a part of its id alone would be that of other traces, too. The padding of
  /// 64-bit ids has no part in it.
  private static String ofTrace(String trace) {
    return trace.startsWith(PADDING) ? trace.substring(PADDING.length()) : RunIds.of(trace);
  }

  /// Remembers the trace of a record whose run is known.
  void note(OtlpSignal signal, byte[] bytes, int from, int to, String run) throws IOException {
    note(trace(signal, bytes, from, to), run);
  }

  private void note(String trace, String run) {
    if (!trace.isEmpty()) {
      traces.put(trace, run);
    }
  }

  /// The trace id of a record; empty where it has none.
  private static String trace(OtlpSignal signal, byte[] bytes, int from, int to)
      throws IOException {
    int field =
        switch (signal) {
          case TRACES -> SpanFields.TRACE_ID;
          case LOGS -> LogFields.TRACE_ID;
          case METRICS -> 0;
        };
    ProtoCursor record = new ProtoCursor(bytes, from, to);
    byte[] id = {};
    while (field > 0 && record.next()) {
      if (record.isBlock(field)) {
        id = Arrays.copyOfRange(bytes, record.blockStart(), record.blockEnd());
      }
    }
    boolean valid = id.length == 16 && !Arrays.equals(id, new byte[16]);
    return valid ? HexFormat.of().formatHex(id) : "";
  }

  private Optional<String> ofAttributes(int field, byte[] bytes, int from, int to)
      throws IOException {
    ProtoCursor message = new ProtoCursor(bytes, from, to);
    RunName best = null;
    while (message.next()) {
      if (message.isBlock(field)) {
        best = names.better(best, bytes, message.blockStart(), message.blockEnd());
      }
    }
    return Optional.ofNullable(best).map(run -> RunIds.of(run.name()));
  }
}
