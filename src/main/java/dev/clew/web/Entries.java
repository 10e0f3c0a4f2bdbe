package dev.clew.web;

import dev.clew.history.Attributes;
import dev.clew.history.LogEntry;
import dev.clew.history.Source;
import dev.clew.history.SpanEntry;
import dev.clew.store.ScopeReads;
import dev.clew.store.StoredLog;
import dev.clew.store.StoredScope;
import dev.clew.store.StoredSpan;
import dev.clew.wire.MalformedMessage;
import dev.clew.wire.ProtoCursor;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/// Stored records as the entries that run files are read into. Of one thread.
final class Entries {
  private static final int NAME = 1;

  private final ScopeReads scopes;
  private final Map<Long, Source> sources = new HashMap<>();

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

  private Source source(long scope) throws MalformedMessage {
    Source known = sources.get(scope);
    if (known == null) {
      StoredScope stored = scopes.get(scope);
      byte[] resource = stored.resourceData();
      Attributes attributes = new ValueDecoder(resource).attributes(0, resource.length, 1);
      byte[] data = stored.data();
      known = Source.of(attributes, data == null ? "" : name(data));
      sources.put(scope, known);
    }
    return known;
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
