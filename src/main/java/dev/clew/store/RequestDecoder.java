package dev.clew.store;

import dev.clew.otlp.codec.MalformedMessage;
import dev.clew.otlp.codec.MessageDescriptor;
import dev.clew.otlp.codec.OtlpFields.RequestFields;
import dev.clew.otlp.codec.OtlpFields.ResourceFields;
import dev.clew.otlp.codec.OtlpFields.ResourceRecordsFields;
import dev.clew.otlp.codec.OtlpFields.ScopeFields;
import dev.clew.otlp.codec.OtlpFields.ScopeRecordsFields;
import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.otlp.codec.ProtoCursor;
import dev.clew.runs.RunName;
import dev.clew.runs.RunNames;
import dev.clew.store.Ingest.RequestTooLarge;
import dev.clew.store.Ingest.StoreBusy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Cuts a request into rows, without decoding what is not searched for. Of one request, once.
final class RequestDecoder {
  private static final MessageDescriptor RESOURCE = MessageDescriptor.of("Resource");
  private static final MessageDescriptor SCOPE = MessageDescriptor.of("InstrumentationScope");

  private final byte[] bytes;
  private final RunNames names;
  private final RecordDecoder records;
  private final RecordBudget.Hold hold;
  private final List<ScopedRecords> groups = new ArrayList<>();

  /// @param hold takes every record while it is decoded
  RequestDecoder(OtlpSignal signal, byte[] bytes, RunNames names, RecordBudget.Hold hold) {
    this.hold = hold;
    this.bytes = bytes;
    this.names = names;
    this.records = RecordDecoder.of(signal, bytes, names, hold);
  }

  /// @throws MalformedMessage when the bytes are no request of this signal
  /// @throws RequestTooLarge when it has too many records
  /// @throws StoreBusy when all requests together have
  Decoded decode() throws MalformedMessage, RequestTooLarge, StoreBusy {
    ProtoCursor request = new ProtoCursor(bytes, 0, bytes.length);
    while (request.next()) {
      if (request.isBlock(RequestFields.RESOURCES)) {
        ofResource(request.blockStart(), request.blockEnd());
      }
    }
    return new Decoded(bytes, groups, records.rejected(), records.reason());
  }

  /// The fields come in any order.
  private void ofResource(int from, int to) throws MalformedMessage, RequestTooLarge, StoreBusy {
    hold.count();
    int resourceFrom = from;
    int resourceTo = from;
    String schema = "";
    ProtoCursor message = new ProtoCursor(bytes, from, to);
    while (message.next()) {
      if (message.isBlock(ResourceRecordsFields.RESOURCE)) {
        resourceFrom = message.blockStart();
        resourceTo = message.blockEnd();
      } else if (message.isBlock(ResourceRecordsFields.SCHEMA_URL)) {
        schema = message.text(RecordBudget.OF_NAME);
      }
    }
    ScopedRecords.Origin origin = origin(resourceFrom, resourceTo, schema);
    message.reset(from, to);
    while (message.next()) {
      if (message.isBlock(ResourceRecordsFields.SCOPES)) {
        ofScope(origin, message.blockStart(), message.blockEnd());
      }
    }
  }

  private ScopedRecords.Origin origin(int from, int to, String schema)
      throws MalformedMessage, RequestTooLarge {
    RecordBudget.check("resource", to - from, RecordBudget.OF_ORIGIN);
    RESOURCE.check(bytes, from, to);
    RunName run = null;
    String service = "";
    ProtoCursor resource = new ProtoCursor(bytes, from, to);
    while (resource.next()) {
      if (resource.isBlock(ResourceFields.ATTRIBUTES)) {
        run = names.better(run, bytes, resource.blockStart(), resource.blockEnd());
        String named = Attribute.text(bytes, resource, "service.name");
        service = named == null ? service : start(named);
      }
    }
    return new ScopedRecords.Origin(Arrays.copyOfRange(bytes, from, to), schema, service, run);
  }

  private void ofScope(ScopedRecords.Origin origin, int from, int to)
      throws MalformedMessage, RequestTooLarge, StoreBusy {
    hold.count();
    byte[] scope = null;
    String name = "";
    String schema = "";
    ProtoCursor message = new ProtoCursor(bytes, from, to);
    while (message.next()) {
      if (message.isBlock(ScopeRecordsFields.SCOPE)) {
        RecordBudget.check("scope", message.blockLength(), RecordBudget.OF_ORIGIN);
        scope = Arrays.copyOfRange(bytes, message.blockStart(), message.blockEnd());
        SCOPE.check(scope, 0, scope.length);
        name = scopeName(scope);
      } else if (message.isBlock(ScopeRecordsFields.SCHEMA_URL)) {
        schema = message.text(RecordBudget.OF_NAME);
      }
    }
    List<Row> rows = new ArrayList<>();
    message.reset(from, to);
    while (message.next()) {
      if (message.isBlock(ScopeRecordsFields.RECORDS)) {
        records.decode(origin, name, message.blockStart(), message.blockEnd(), rows);
      }
    }
    groups.add(new ScopedRecords(origin, scope, name, schema, rows));
  }

  private static String scopeName(byte[] scope) throws MalformedMessage {
    ProtoCursor message = new ProtoCursor(scope, 0, scope.length);
    String name = "";
    while (message.next()) {
      if (message.isBlock(ScopeFields.NAME)) {
        name = message.text(RecordBudget.OF_NAME);
      }
    }
    return name;
  }

  private static String start(String name) {
    return name.length() <= RecordBudget.OF_NAME ? name : name.substring(0, RecordBudget.OF_NAME);
  }
}
