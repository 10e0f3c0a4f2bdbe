package dev.clew.transfer;

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

  /// Tags and lengths of a resource or scope.
  private static final int FRAME = 64;

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
  void resource(ProtoBuffer message) throws IOException {
    inTime(handedOn, "resource");
    check("Resource", message);
    resource = message.toByteArray();
  }

  void schemaUrl(byte[] text) {
    schemaUrl = text;
  }

  void nextScope() {
    scopes.add(new Scope());
  }

  /// @throws TooManyParts then records that come after it are left out
  void scope(ProtoBuffer message) throws IOException {
    inTime(scopes.getLast().handedOn, "scope");
    check("InstrumentationScope", message);
    scopes.getLast().scope = message.toByteArray();
  }

  void scopeSchemaUrl(byte[] text) {
    scopes.getLast().schemaUrl = text;
  }

  private void check(String type, ProtoBuffer message) throws IOException {
    try {
      message.check(type);
    } catch (TooManyParts e) {
      refused = true;
      throw e;
    }
  }

  /// @throws TooManyParts then it alone is left out
  void record(ProtoBuffer message) throws IOException {
    if (refused) {
      return;
    }
    message.check(SignalFields.of(signal).record());
    scopes.getLast().records.message(ScopeRecordsFields.RECORDS, message);
    size += message.size();
  }

  /// Hands the records on when there are many.
  void recordEnd() throws IOException {
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
    sink.accept(signal, request());
    Scope last = scopes.getLast();
    last.records.clear();
    last.handedOn = true;
    scopes.clear();
    scopes.add(last);
    size = 0;
    handedOn = true;
  }

  private byte[] request() {
    ProtoBuffer request = new ProtoBuffer(capacity());
    int outer = request.begin(RequestFields.RESOURCES);
    field(request, ResourceRecordsFields.RESOURCE, resource);
    for (Scope scope : scopes) {
      int inner = request.begin(ResourceRecordsFields.SCOPES);
      field(request, ScopeRecordsFields.SCOPE, scope.scope);
      request.raw(scope.records);
      scope.records.clear();
      field(request, ScopeRecordsFields.SCHEMA_URL, scope.schemaUrl);
      request.end(inner);
    }
    field(request, ResourceRecordsFields.SCHEMA_URL, schemaUrl);
    request.end(outer);
    return request.toByteArray();
  }

  private int capacity() {
    int capacity = FRAME + resource.length + schemaUrl.length;
    for (Scope scope : scopes) {
      capacity += FRAME + scope.scope.length + scope.schemaUrl.length + scope.records.size();
    }
    return capacity;
  }

  private static void field(ProtoBuffer request, int number, byte[] value) {
    if (value.length > 0) {
      request.bytes(number, value);
    }
  }
}
