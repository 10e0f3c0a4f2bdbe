package dev.clew.web;

import dev.clew.history.Entry;
import dev.clew.history.LineParser;
import dev.clew.history.LogEntry;
import dev.clew.history.SpanEntry;
import dev.clew.store.ScopeReads;
import dev.clew.store.StoredLog;
import dev.clew.store.StoredScope;
import dev.clew.store.StoredSpan;
import dev.clew.wire.OtlpJsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Stored records as the entries that run files are read into. Of one thread.
final class Entries {
  private final ScopeReads scopes;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(4096);
  private final OtlpJsonWriter writer = new OtlpJsonWriter(line);
  private final LineParser parser = new LineParser();

  Entries(ScopeReads scopes) {
    this.scopes = scopes;
  }

  LogEntry of(StoredLog log) {
    return (LogEntry) entry(log.scope(), "Logs", "logRecords", log.data(), "LogRecord");
  }

  SpanEntry of(StoredSpan span) {
    return (SpanEntry) entry(span.scope(), "Spans", "spans", span.data(), "Span");
  }

  private Entry entry(long scope, String of, String records, byte[] data, String type) {
    try {
      line.reset();
      open(scopes.get(scope), of, records);
      writer.write(data, 0, data.length, type);
      writer.raw("]}]}]}");
      writer.flush();
      byte[] json = line.toByteArray();
      List<Entry> entries = parser.parse(json, 0, json.length);
      return entries.getFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void open(StoredScope scope, String of, String records) throws IOException {
    byte[] resource = scope.resourceData();
    byte[] data = scope.data();
    writer.raw("{\"resource" + of + "\":[{\"resource\":");
    writer.write(resource, 0, resource.length, "Resource");
    writer.raw(",\"scope" + of + "\":[{");
    if (data != null) {
      writer.raw("\"scope\":");
      writer.write(data, 0, data.length, "InstrumentationScope");
      writer.raw(",");
    }
    writer.raw("\"" + records + "\":[");
  }

  /// A message as OTLP/JSON.
  String json(byte[] data, String type) {
    try {
      line.reset();
      writer.write(data, 0, data.length, type);
      writer.flush();
      return line.toString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
