package dev.clew.transfer;

import dev.clew.otlp.codec.MessageDescriptor;
import dev.clew.otlp.codec.OtlpFields.RequestFields;
import dev.clew.otlp.codec.OtlpFields.ResourceRecordsFields;
import dev.clew.otlp.codec.OtlpFields.ScopeRecordsFields;
import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.otlp.codec.ProtoBuffer;
import dev.clew.otlp.codec.TooManyParts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Collects the records of one resource while a large document is read, and hands them on in
/// requests. Until there are many, resource and scopes may come after their records; schema URLs
/// that come later are lost.
final class RequestAccumulator {
  private static final int FULL = 4 << 20;

  private final RequestSink sink;
  private byte[] resource = {};
  private byte[] schemaUrl = {};
  private final List<Scope> scopes = new ArrayList<>();
  private OtlpSignal signal = OtlpSignal.TRACES;
  private int size;
  private boolean handedOn;
  private boolean refused;

  RequestAccumulator(RequestSink sink) {
    this.sink = sink;
  }

  private static final class Scope {
    private byte[] scope = {};
    private byte[] schemaUrl = {};
    private final ProtoBuffer records = new ProtoBuffer();
    private boolean handedOn;
  }

  void signal(OtlpSignal value) {
    signal = value;
  }

  /// @throws TooManyParts then records that come after it are left out
  void resource(byte[] message) throws IOException {
    inTime(handedOn, "resource");
    check("Resource", message);
    resource = message;
  }

  void schemaUrl(byte[] text) {
    schemaUrl = text;
  }

  void nextScope() {
    scopes.add(new Scope());
  }

  /// @throws TooManyParts then records that come after it are left out
  void scope(byte[] message) throws IOException {
    inTime(scopes.getLast().handedOn, "scope");
    check("InstrumentationScope", message);
    scopes.getLast().scope = message;
  }

  void scopeSchemaUrl(byte[] text) {
    scopes.getLast().schemaUrl = text;
  }

  private void check(String type, byte[] message) throws IOException {
    try {
      MessageDescriptor.of(type).check(message, 0, message.length);
    } catch (TooManyParts e) {
      refused = true;
      throw e;
    }
  }

  /// @throws TooManyParts then it alone is left out
  void record(byte[] message) throws IOException {
    if (refused) {
      return;
    }
    MessageDescriptor.of(SignalFields.of(signal).record()).check(message, 0, message.length);
    scopes.getLast().records.bytes(ScopeRecordsFields.RECORDS, message);
    size += message.length;
    if (size > FULL) {
      handOn();
    }
  }

  /// The resource's end.
  void end() throws IOException {
    if (size > 0) {
      handOn();
    }
  }

  private static void inTime(boolean handedOn, String what) throws IOException {
    if (handedOn) {
      throw new IOException("a " + what + " comes after more than 4 MiB of its records");
    }
  }

  private void handOn() throws IOException {
    ProtoBuffer request = new ProtoBuffer();
    int outer = request.begin(RequestFields.RESOURCES);
    field(request, ResourceRecordsFields.RESOURCE, resource);
    for (Scope scope : scopes) {
      int inner = request.begin(ResourceRecordsFields.SCOPES);
      field(request, ScopeRecordsFields.SCOPE, scope.scope);
      request.raw(scope.records);
      field(request, ScopeRecordsFields.SCHEMA_URL, scope.schemaUrl);
      request.end(inner);
    }
    field(request, ResourceRecordsFields.SCHEMA_URL, schemaUrl);
    request.end(outer);
    sink.accept(signal, request.toByteArray());
    Scope last = scopes.getLast();
    last.records.clear();
    last.handedOn = true;
    scopes.clear();
    scopes.add(last);
    size = 0;
    handedOn = true;
  }

  private static void field(ProtoBuffer request, int number, byte[] value) {
    if (value.length > 0) {
      request.bytes(number, value);
    }
  }
}
