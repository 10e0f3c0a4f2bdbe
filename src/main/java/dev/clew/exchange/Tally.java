package dev.clew.exchange;

import dev.clew.wire.MetricData;
import dev.clew.wire.ProtoCursor;
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
    long count = count(signal, protobuf, 0, protobuf.length, 0);
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

  /// @param level how deep: request, resource, scope, metric, its data
  private static long count(Signal signal, byte[] bytes, int from, int to, int level)
      throws IOException {
    ProtoCursor message = new ProtoCursor(bytes, from, to);
    long count = 0;
    while (message.next()) {
      if (message.type() != ProtoCursor.BLOCK || !leadsOn(level, message.field())) {
        continue;
      }
      boolean record = level == (signal == Signal.METRICS ? 4 : 2);
      count +=
          record ? 1 : count(signal, bytes, message.blockStart(), message.blockEnd(), level + 1);
    }
    return count;
  }

  private static boolean leadsOn(int level, int field) {
    return switch (level) {
      case 0, 4 -> field == 1;
      case 1, 2 -> field == 2;
      default -> MetricData.isPoints(field);
    };
  }
}
