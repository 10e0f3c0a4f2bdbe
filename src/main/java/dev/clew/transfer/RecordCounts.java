package dev.clew.transfer;

import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.otlp.codec.RequestRecords;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/// Counts records: spans, log records, data points.
public final class RecordCounts {
  private final Map<OtlpSignal, Long> counts = new EnumMap<>(OtlpSignal.class);

  /// Counts those of a request.
  ///
  /// @return how many there are
  public long add(OtlpSignal signal, byte[] protobuf) throws IOException {
    long count = RequestRecords.count(signal, protobuf);
    counts.merge(signal, count, Long::sum);
    return count;
  }

  /// How many records of a signal there were.
  public long of(OtlpSignal signal) {
    return counts.getOrDefault(signal, 0L);
  }
}
