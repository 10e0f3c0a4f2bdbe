package dev.clew.store;

import dev.clew.otlp.codec.OtlpFields.DataFields;
import dev.clew.otlp.codec.OtlpFields.RequestFields;
import dev.clew.otlp.codec.OtlpFields.ResourceRecordsFields;
import dev.clew.otlp.codec.OtlpFields.ScopeRecordsFields;
import dev.clew.otlp.codec.ProtoBuffer;
import java.nio.charset.StandardCharsets;

/// Puts stored records together again: an export request of the records of one scope. Of one
/// thread.
final class RequestBuilder {
  private static final int LIMIT = 512;

  /// Bytes of records after which a request gets no more. Exports hold one each.
  private static final int BYTES = 256 << 10;

  private final ProtoBuffer records = new ProtoBuffer(64 << 10);
  private long scope = -1;
  private long metric = -1;
  private int kind;
  private byte[] descriptor = {};
  private final ProtoBuffer points = new ProtoBuffer(1 << 10);
  private int count;

  /// Whether a record of this scope has to go into another request.
  boolean isFull(long nextScope) {
    return count > 0
        && (nextScope != scope || count >= LIMIT || records.size() + points.size() >= BYTES);
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
    records.bytes(ScopeRecordsFields.RECORDS, record);
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
      points.bytes(DataFields.DATA_POINTS, point);
    }
  }

  private void endMetric() {
    if (metric < 0) {
      return;
    }
    int whole = records.begin(ScopeRecordsFields.RECORDS);
    records.raw(descriptor, 0, descriptor.length);
    if (points.size() > 0) {
      int data = records.begin(kind);
      records.raw(points);
      records.end(data);
    }
    records.end(whole);
    points.clear();
    metric = -1;
  }

  /// The request, and begins the next one.
  byte[] finish(StoredScope origin) {
    endMetric();
    ProtoBuffer request = new ProtoBuffer(records.size() + 1024);
    int resource = request.begin(RequestFields.RESOURCES);
    request.bytes(ResourceRecordsFields.RESOURCE, origin.resourceData());
    int scoped = request.begin(ResourceRecordsFields.SCOPES);
    byte[] scopeData = origin.data();
    if (scopeData != null) {
      request.bytes(ScopeRecordsFields.SCOPE, scopeData);
    }
    request.raw(records);
    schemaUrl(request, ScopeRecordsFields.SCHEMA_URL, origin.schemaUrl());
    request.end(scoped);
    schemaUrl(request, ResourceRecordsFields.SCHEMA_URL, origin.resourceSchemaUrl());
    request.end(resource);
    records.clear();
    count = 0;
    scope = -1;
    return request.toByteArray();
  }

  private static void schemaUrl(ProtoBuffer message, int field, String url) {
    if (!url.isEmpty()) {
      message.bytes(field, url.getBytes(StandardCharsets.UTF_8));
    }
  }
}
