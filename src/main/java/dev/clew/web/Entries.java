package dev.clew.web;

import dev.clew.history.Attributes;
import dev.clew.history.LogEntry;
import dev.clew.history.Source;
import dev.clew.history.SpanEntry;
import dev.clew.history.Value;
import dev.clew.store.ScopeReads;
import dev.clew.store.StoredLog;
import dev.clew.store.StoredScope;
import dev.clew.store.StoredSpan;
import dev.clew.wire.MalformedMessage;
import dev.clew.wire.OtlpShape;
import dev.clew.wire.ProtoCursor;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/// Stored records as the entries that run files are read into. Of one thread.
final class Entries {
  private static final int NAME = 1;
  private static final OtlpShape RESOURCE = OtlpShape.of("Resource");

  /// Of the attributes of all resources, as [Weight] has them. Of what does not fit only the
  /// service is known.
  private static final long MOST_BYTES = 24 << 20;

  private final ScopeReads scopes;
  private final Map<Long, Source> sources = new HashMap<>();
  private long left = MOST_BYTES;

  Entries(ScopeReads scopes) {
    this.scopes = scopes;
  }

  LogEntry of(StoredLog log) {
    try {
      return new EntryDecoder(log.data()).log(source(log.scope()));
    } catch (MalformedMessage e) {
      throw new UncheckedIOException(e);
    }
  }

  SpanEntry of(StoredSpan span) {
    try {
      return new EntryDecoder(span.data()).span(source(span.scope()));
    } catch (MalformedMessage e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A span with its ids, name, times and outcome alone.
  SpanEntry bare(StoredSpan span) {
    try {
      return new EntryDecoder(span.data()).bareSpan(source(span.scope()));
    } catch (MalformedMessage e) {
      throw new UncheckedIOException(e);
    }
  }

  private Source source(long scope) throws MalformedMessage {
    Source known = sources.get(scope);
    if (known == null) {
      StoredScope stored = scopes.get(scope);
      byte[] data = stored.data();
      known = Source.of(resource(stored), data == null ? "" : name(data));
      sources.put(scope, known);
    }
    return known;
  }

  private Attributes resource(StoredScope scope) throws MalformedMessage {
    byte[] resource = scope.resourceData();
    int weight = Weight.of(RESOURCE, resource);
    if (weight <= left) {
      left -= weight;
      return new ValueDecoder(resource).attributes(0, resource.length, 1);
    }
    Attributes.Builder service = new Attributes.Builder();
    service.add("service.name", new Value.Text(scope.service()));
    return service.build();
  }

  private static String name(byte[] scope) throws MalformedMessage {
    String name = "";
    ProtoCursor cursor = new ProtoCursor(scope, 0, scope.length);
    while (cursor.next()) {
      if (cursor.isBlock(NAME)) {
        name = cursor.text();
      }
    }
    return name;
  }
}
