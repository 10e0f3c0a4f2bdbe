package dev.clew.web.api;

import dev.clew.store.StoredLog;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Some records, read at once so that the connection to the store is free while they are looked at.
final class LogBatch implements Predicate<StoredLog> {
  private static final int RECORDS = 500;
  private static final long BYTES = 1 << 20;

  private final List<StoredLog> logs = new ArrayList<>();
  private long bytes;

  @Override
  public boolean test(StoredLog log) {
    logs.add(log);
    bytes += log.data().length;
    return !isFull();
  }

  /// Whether there may be more.
  boolean isFull() {
    return logs.size() >= RECORDS || bytes >= BYTES;
  }

  List<StoredLog> logs() {
    return logs;
  }
}
