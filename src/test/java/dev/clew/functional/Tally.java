package dev.clew.functional;

import io.opentelemetry.proto.logs.v1.LogRecord;
import java.util.BitSet;

/// Counts lines of output that are numbers, from 1 on, instead of keeping them: a million fit.
final class Tally extends Records {
  private final BitSet seen = new BitSet();
  private long repeated;

  @Override
  void keep(LogRecord log) {
    if (!log.getEventName().isEmpty()) {
      super.keep(log);
      return;
    }
    int number = Integer.parseInt(log.getBody().getStringValue());
    if (seen.get(number)) {
      repeated++;
    }
    seen.set(number);
  }

  @Override
  long total() {
    return super.total() + seen.cardinality() + repeated;
  }

  /// The first number that has not come.
  synchronized int firstMissing() {
    return seen.nextClearBit(1);
  }

  /// How many different numbers have come.
  synchronized int distinct() {
    return seen.cardinality();
  }

  /// How many have come that had been there already.
  synchronized long repeated() {
    return repeated;
  }
}
