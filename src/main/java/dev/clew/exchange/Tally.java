package dev.clew.exchange;

import dev.clew.wire.RequestRecords;
import dev.clew.wire.Signal;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/// Counts records: spans, log records, data points.
public final class Tally {
  private final Map<Signal, Long> counts = new EnumMap<>(Signal.class);

  /// Counts those of a request.
  ///
  /// @return how many there are
  public long add(Signal signal, byte[] protobuf) throws IOException {
    long count = RequestRecords.count(signal, protobuf);
    counts.merge(signal, count, Long::sum);
    return count;
  }

  /// How many records of a signal there were.
  public long of(Signal signal) {
    return counts.getOrDefault(signal, 0L);
  }

  /// How many records there were.
  public long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
