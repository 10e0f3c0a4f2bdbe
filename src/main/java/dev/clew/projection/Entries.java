package dev.clew.projection;

import dev.clew.otlp.codec.MalformedMessage;
import dev.clew.otlp.codec.MessageDescriptor;
import dev.clew.otlp.codec.OtlpFields.ResourceFields;
import dev.clew.otlp.codec.OtlpFields.ScopeFields;
import dev.clew.otlp.codec.ProtoCursor;
import dev.clew.record.Attributes;
import dev.clew.record.EntryDecoder;
import dev.clew.record.LogEntry;
import dev.clew.record.RecordSource;
import dev.clew.record.SpanEntry;
import dev.clew.record.Value;
import dev.clew.record.ValueDecoder;
import dev.clew.store.ScopeReads;
import dev.clew.store.StoredLog;
import dev.clew.store.StoredScope;
import dev.clew.store.StoredSpan;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/// Stored records as the entries that run files are read into. Of one thread.
public final class Entries {
  private static final MessageDescriptor RESOURCE = MessageDescriptor.of("Resource");

  /// Of the attributes of all resources, as [Weight] has them. Of what does not fit only the
  /// service is known.
  private static final long MOST_BYTES = 24 << 20;

  private final ScopeReads scopes;
  private final Map<Long, RecordSource> sources = new HashMap<>();
  private long left = MOST_BYTES;

  public Entries(ScopeReads scopes) {
    this.scopes = scopes;
  }

  public LogEntry of(StoredLog log) {
    return checked(() -> new EntryDecoder(log.data()).log(source(log.scope())));
  }

  SpanEntry of(StoredSpan span) {
    return checked(() -> new EntryDecoder(span.data()).span(source(span.scope())));
  }

  /// A span with its ids, name, times and outcome alone.
  SpanEntry bare(StoredSpan span) {
    return checked(() -> new EntryDecoder(span.data()).bareSpan(source(span.scope())));
  }

  private interface Decoding<T> {
    T read() throws MalformedMessage;
  }

  /// Reads a message that was checked when it came in.
  private static <T> T checked(Decoding<T> decoding) {
    try {
      return decoding.read();
    } catch (MalformedMessage e) {
      throw new UncheckedIOException(e);
    }
  }

  private RecordSource source(long scope) throws MalformedMessage {
    RecordSource known = sources.get(scope);
    if (known == null) {
      StoredScope stored = scopes.get(scope);
      byte[] data = stored.data();
      known = RecordSource.of(resource(stored), data == null ? "" : name(data));
      sources.put(scope, known);
    }
    return known;
  }

  private Attributes resource(StoredScope scope) throws MalformedMessage {
    byte[] resource = scope.resourceData();
    int weight = Weight.of(RESOURCE, resource);
    if (weight <= left) {
      left -= weight;
      return new ValueDecoder(resource).attributes(0, resource.length, ResourceFields.ATTRIBUTES);
    }
    Attributes.Builder service = new Attributes.Builder();
    service.add("service.name", new Value.StringValue(scope.service()));
    return service.build();
  }

  private static String name(byte[] scope) throws MalformedMessage {
    String name = "";
    ProtoCursor cursor = new ProtoCursor(scope, 0, scope.length);
    while (cursor.next()) {
      if (cursor.isBlock(ScopeFields.NAME)) {
        name = cursor.text();
      }
    }
    return name;
  }
}
