package dev.clew.store;

import java.io.ByteArrayOutputStream;

/// Puts stored records together again: an export request of the records of one scope. Of one
/// thread.
final class RequestBuilder {
  private static final int LIMIT = 512;

  private final ByteArrayOutputStream records = new ByteArrayOutputStream(64 << 10);
  private long scope = -1;
  private long metric = -1;
  private int kind;
  private byte[] descriptor = {};
  private ByteArrayOutputStream points = new ByteArrayOutputStream(1 << 10);
  private int count;

  /// Whether a record of this scope has to go into another request.
  boolean isFull(long nextScope) {
    return count > 0 && (nextScope != scope || count >= LIMIT);
  }

  boolean isEmpty() {
    return count == 0;
  }

  long scope() {
    return scope;
  }

  /// Adds a span or a log record.
  void add(long ofScope, byte[] record) {
    scope = ofScope;
    count++;
    Blocks.write(records, 2, record);
  }

  /// Adds a point; an empty one stands for a metric of which nothing was measured.
  void add(StoredMetric of, byte[] point) {
    if (of.id() != metric) {
      endMetric();
      metric = of.id();
      kind = of.kind();
      descriptor = of.data();
    }
    scope = of.scope();
    count++;
    if (point.length > 0) {
      Blocks.write(points, 1, point);
    }
  }

  private void endMetric() {
    if (metric < 0) {
      return;
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream(descriptor.length + points.size() + 16);
    whole.writeBytes(descriptor);
    if (points.size() > 0) {
      Blocks.write(whole, kind, points.toByteArray());
    }
    Blocks.write(records, 2, whole.toByteArray());
    metric = -1;
    points = new ByteArrayOutputStream(1 << 10);
  }

  /// The request, and begins the next one.
  byte[] finish(StoredScope origin) {
    endMetric();
    ByteArrayOutputStream scoped = new ByteArrayOutputStream(records.size() + 256);
    byte[] scopeData = origin.data();
    if (scopeData != null) {
      Blocks.write(scoped, 1, scopeData);
    }
    scoped.writeBytes(records.toByteArray());
    if (!origin.schemaUrl().isEmpty()) {
      Blocks.write(scoped, 3, utf8(origin.schemaUrl()));
    }
    ByteArrayOutputStream resource = new ByteArrayOutputStream(scoped.size() + 512);
    Blocks.write(resource, 1, origin.resourceData());
    Blocks.write(resource, 2, scoped.toByteArray());
    if (!origin.resourceSchemaUrl().isEmpty()) {
      Blocks.write(resource, 3, utf8(origin.resourceSchemaUrl()));
    }
    ByteArrayOutputStream request = new ByteArrayOutputStream(resource.size() + 16);
    Blocks.write(request, 1, resource.toByteArray());
    records.reset();
    count = 0;
    scope = -1;
    return request.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }
}
