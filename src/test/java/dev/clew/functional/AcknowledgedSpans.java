package dev.clew.functional;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Requests of numbered spans, those that a server has acknowledged, and what its store lacks of
/// them.
final class AcknowledgedSpans {
  /// Spans of a request.
  static final int EACH = 50;

  private final AtomicInteger numbers = new AtomicInteger();
  private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();

  /// The number of the next request.
  int next() {
    return numbers.incrementAndGet();
  }

  void acknowledge(int number) {
    for (int i = 0; i < EACH; i++) {
      acknowledged.add(id(number, i));
    }
  }

  int size() {
    return acknowledged.size();
  }

  private static long id(int number, int span) {
    return number * 1000L + span + 1;
  }

  static byte[] request(int number) {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    for (int i = 0; i < EACH; i++) {
      scope.addSpans(
          Span.newBuilder()
              .setTraceId(ByteString.copyFrom(ByteBuffer.allocate(16).putInt(0, number)))
              .setSpanId(ByteString.copyFrom(ByteBuffer.allocate(8).putLong(0, id(number, i))))
              .setName("x"));
    }
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(
                    Resource.newBuilder()
                        .addAttributes(
                            KeyValue.newBuilder()
                                .setKey("parallax.run.id")
                                .setValue(
                                    AnyValue.newBuilder().setStringValue("run " + number % 7))))
                .addScopeSpans(scope))
        .build()
        .toByteArray();
  }

  Set<Long> missing(Path home) throws SQLException {
    Set<Long> missing = new HashSet<>(acknowledged);
    try (var connection = DriverManager.getConnection(database(home));
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT span FROM spans")) {
      while (rows.next()) {
        missing.remove(rows.getLong(1));
      }
    }
    return missing;
  }

  static String database(Path home) {
    return "jdbc:sqlite:" + home.resolve("data/store/clew.db");
  }
}
