package dev.clew.transfer;

import dev.clew.otlp.codec.AnyValues;
import dev.clew.otlp.codec.OtlpFields.KeyValueFields;
import dev.clew.otlp.codec.OtlpFields.LogFields;
import dev.clew.otlp.codec.OtlpFields.ResourceFields;
import dev.clew.otlp.codec.OtlpFields.SpanFields;
import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.otlp.codec.ProtoCursor;
import dev.clew.runs.RunIds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the run that records belong to: by the first of several attributes of the resource or the
/// record, by the trace, else by the resource.
final class RunKeys {
  private static final List<String> ATTRIBUTES =
      List.of("parallax.run.id", "cli.invocation.id", "cicd.pipeline.run.id", "session.id");

  private static final byte[][] KEYS =
      ATTRIBUTES.stream().map(key -> key.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);

  private static final String PADDING = "0".repeat(16);
  private static final int TRACES = 100_000;

  /// Runs by the id of a trace that has spans of theirs: the spans of other services have the trace
  /// alone.
  private final Map<String, String> traces =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > TRACES;
        }
      };

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

  private static Optional<String> ofAttributes(int field, byte[] bytes, int from, int to)
      throws IOException {
    ProtoCursor message = new ProtoCursor(bytes, from, to);
    int best = KEYS.length;
    String value = "";
    while (message.next()) {
      if (!message.isBlock(field)) {
        continue;
      }
      int rank = rank(bytes, message.blockStart(), message.blockEnd());
      String text = rank < best ? value(bytes, message.blockStart(), message.blockEnd()) : "";
      if (!text.isEmpty()) {
        best = rank;
        value = text;
      }
    }
    return value.isEmpty() ? Optional.empty() : Optional.of(RunIds.of(value));
  }

  private static int rank(byte[] bytes, int from, int to) throws IOException {
    ProtoCursor pair = new ProtoCursor(bytes, from, to);
    while (pair.next()) {
      for (int i = 0; pair.isBlock(KeyValueFields.KEY) && i < KEYS.length; i++) {
        if (Arrays.equals(bytes, pair.blockStart(), pair.blockEnd(), KEYS[i], 0, KEYS[i].length)) {
          return i;
        }
      }
    }
    return KEYS.length;
  }

  /// A string or an integer; empty for any other value.
  private static String value(byte[] bytes, int from, int to) throws IOException {
    ProtoCursor pair = new ProtoCursor(bytes, from, to);
    String text = "";
    while (pair.next()) {
      if (pair.isBlock(KeyValueFields.VALUE)) {
        text = AnyValues.text(pair.block());
      }
    }
    return text;
  }
}
