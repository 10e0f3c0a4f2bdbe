package dev.clew.transfer;

import dev.clew.otlp.codec.OtlpFields.RequestFields;
import dev.clew.otlp.codec.OtlpFields.ResourceRecordsFields;
import dev.clew.otlp.codec.OtlpFields.ScopeRecordsFields;
import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.otlp.codec.ProtoBuffer;
import dev.clew.otlp.codec.ProtoCursor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// Splits export requests by run.
final class RunSplitter implements RequestSink {
  private final RunKeys keys;
  private final Optional<String> only;
  private final RunSink runs;

  /// @param only the run that all records belong to, whatever they say
  RunSplitter(RunKeys keys, Optional<String> only, RunSink runs) {
    this.keys = keys;
    this.only = only;
    this.runs = runs;
  }

  /// Takes the requests of runs.
  @FunctionalInterface
  interface RunSink {
    /// Takes one.
    void accept(String run, OtlpSignal signal, byte[] protobuf) throws IOException;
  }

  /// A record between two positions.
  private record Place(int from, int to) {}

  @Override
  public void accept(OtlpSignal signal, byte[] protobuf) throws IOException {
    ProtoCursor request = new ProtoCursor(protobuf, 0, protobuf.length);
    while (request.next()) {
      if (request.isBlock(RequestFields.RESOURCES)) {
        resource(signal, protobuf, request.fieldStart(), request.blockStart(), request.blockEnd());
      }
    }
  }

  private void resource(OtlpSignal signal, byte[] bytes, int fieldStart, int from, int to)
      throws IOException {
    List<Place> records = records(bytes, from, to);
    if (records.isEmpty()) {
      return;
    }
    byte[] resource = block(ResourceRecordsFields.RESOURCE, bytes, from, to);
    Optional<String> named = keys.ofResource(resource, 0, resource.length);
    List<String> ids = new ArrayList<>(records.size());
    for (Place record : records) {
      if (named.isPresent()) {
        keys.note(signal, bytes, record.from(), record.to(), named.get());
      }
      ids.add(
          only.or(() -> named).isPresent()
              ? only.or(() -> named).get()
              : keys.ofRecord(signal, bytes, record.from(), record.to(), resource));
    }
    var distinct = new LinkedHashSet<>(ids);
    for (String run : distinct) {
      byte[] part =
          distinct.size() == 1 ? range(bytes, fieldStart, to) : part(bytes, from, to, ids, run);
      runs.accept(run, signal, part);
    }
  }

  /// A copy of a range; all of the bytes are no copy.
  private static byte[] range(byte[] bytes, int from, int to) {
    return to - from == bytes.length ? bytes : Arrays.copyOfRange(bytes, from, to);
  }

  private static byte[] block(int field, byte[] bytes, int from, int to) throws IOException {
    ProtoCursor message = new ProtoCursor(bytes, from, to);
    while (message.next()) {
      if (message.isBlock(field)) {
        return Arrays.copyOfRange(bytes, message.blockStart(), message.blockEnd());
      }
    }
    return new byte[0];
  }

  private static List<Place> records(byte[] bytes, int from, int to) throws IOException {
    List<Place> records = new ArrayList<>();
    ProtoCursor resource = new ProtoCursor(bytes, from, to);
    while (resource.next()) {
      if (resource.isBlock(ResourceRecordsFields.SCOPES)) {
        ProtoCursor scope = resource.block();
        while (scope.next()) {
          if (scope.isBlock(ScopeRecordsFields.RECORDS)) {
            records.add(new Place(scope.blockStart(), scope.blockEnd()));
          }
        }
      }
    }
    return records;
  }

  /// The request with one run's records of a resource; scopes without any are left out.
  private static byte[] part(byte[] bytes, int from, int to, List<String> ids, String run)
      throws IOException {
    ProtoBuffer request = new ProtoBuffer();
    int outer = request.begin(RequestFields.RESOURCES);
    ProtoCursor resource = new ProtoCursor(bytes, from, to);
    int next = 0;
    while (resource.next()) {
      if (!resource.isBlock(ResourceRecordsFields.SCOPES)) {
        request.raw(bytes, resource.fieldStart(), resource.fieldEnd());
        continue;
      }
      ProtoBuffer scope = new ProtoBuffer();
      boolean any = false;
      ProtoCursor fields = resource.block();
      while (fields.next()) {
        boolean record = fields.isBlock(ScopeRecordsFields.RECORDS);
        boolean wanted = !record || ids.get(next).equals(run);
        next += record ? 1 : 0;
        any |= record && wanted;
        if (wanted) {
          scope.raw(bytes, fields.fieldStart(), fields.fieldEnd());
        }
      }
      if (any) {
        request.bytes(ResourceRecordsFields.SCOPES, scope.toByteArray());
      }
    }
    request.end(outer);
    return request.toByteArray();
  }
}
