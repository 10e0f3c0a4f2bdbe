package dev.clew.transfer;

import dev.clew.otlp.codec.MalformedMessage;
import dev.clew.otlp.codec.MessageDescriptor;
import dev.clew.otlp.codec.OtlpFields.RequestFields;
import dev.clew.otlp.codec.OtlpFields.ResourceRecordsFields;
import dev.clew.otlp.codec.OtlpFields.ScopeRecordsFields;
import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.otlp.codec.ProtoBuffer;
import dev.clew.otlp.codec.ProtoCursor;
import dev.clew.otlp.codec.SignalDetector;
import dev.clew.otlp.codec.TooManyParts;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Reads the protobuf bytes of `TracesData`, `LogsData`, `MetricsData` or export requests: one
/// message, or many of which each follows its length in four bytes, the most significant first.
final class ProtoStream {
  /// A part of up to this size is read as a whole.
  private static final int WHOLE = 16 << 20;

  private static final int LONGEST = 256 << 20;

  private final InputStream in;
  private final RequestSink sink;
  private final Damages damages;
  private long position;

  ProtoStream(InputStream in, RequestSink sink, Damages damages) {
    this.in = in;
    this.sink = sink;
    this.damages = damages;
  }

  /// Reads a message that ends with the stream.
  void readMessage() throws IOException {
    fields(
        Long.MAX_VALUE,
        (field, length) -> {
          if (field != 1) {
            skip(length);
          } else if (length <= WHOLE) {
            long start = position;
            byte[] message = bytes(length);
            unless(start, () -> resource(message));
          } else {
            largeResource(length);
          }
        });
  }

  /// Takes a part, or notes that it is too large.
  @FunctionalInterface
  private interface Taking {
    void take() throws IOException;
  }

  private void unless(long start, Taking part) throws IOException {
    try {
      part.take();
    } catch (TooManyParts e) {
      damages.add(0, start, String.valueOf(e.getMessage()));
    }
  }

  /// Reads messages behind their lengths. One that is malformed is passed over, and so is the rest
  /// where the last one is cut off.
  void readFrames() throws IOException {
    boolean any = false;
    for (int first = in.read(); first >= 0; first = in.read()) {
      long start = position++;
      try {
        byte[] message = bytes(length(first));
        any |= frame(message, start);
      } catch (MalformedMessage e) {
        if (!any) {
          throw e;
        }
        damages.add(0, start, String.valueOf(e.getMessage()));
      }
    }
  }

  private long length(int first) throws IOException {
    long length = first;
    for (int i = 0; i < 3; i++) {
      length = length << 8 | next();
    }
    if (length > LONGEST) {
      throw new MalformedMessage("a message of " + length + " bytes at byte " + position);
    }
    return length;
  }

  /// @return whether it was taken
  private boolean frame(byte[] message, long start) throws IOException {
    try {
      ProtoCursor cursor = new ProtoCursor(message, 0, message.length);
      while (cursor.next()) {
        if (cursor.isBlock(RequestFields.RESOURCES)) {
          byte[] resource = Arrays.copyOfRange(message, cursor.blockStart(), cursor.blockEnd());
          unless(start + 4 + cursor.blockStart(), () -> resource(resource));
        }
      }
      return true;
    } catch (MalformedMessage e) {
      damages.add(0, start, String.valueOf(e.getMessage()));
      return false;
    }
  }

  /// Reads a length-delimited field.
  @FunctionalInterface
  private interface BlockReader {
    void read(int field, long length) throws IOException;
  }

  private void fields(long end, BlockReader reader) throws IOException {
    while (position < end) {
      int first = in.read();
      if (first < 0 && end == Long.MAX_VALUE) {
        return;
      }
      position++;
      long tag = varint(first);
      if (tag >>> 3 == 0 || tag >>> 32 != 0) {
        throw new MalformedMessage("no field at byte " + position);
      }
      switch ((int) tag & 7) {
        case ProtoCursor.VARINT -> varint(next());
        case ProtoCursor.FIXED64 -> skip(8);
        case ProtoCursor.FIXED32 -> skip(4);
        case ProtoCursor.BLOCK -> {
          long length = varint(next());
          if (length < 0 || length > end - position) {
            throw new MalformedMessage("a field is longer than its message at byte " + position);
          }
          reader.read((int) (tag >>> 3), length);
        }
        default -> throw new MalformedMessage("no field at byte " + position);
      }
    }
  }

  /// Hands on what is known of one resource, when there are records.
  private void resource(byte[] message) throws IOException {
    Optional<OtlpSignal> signal = signal(message);
    if (signal.isEmpty()) {
      return;
    }
    MessageDescriptor.of(
            "Resource" + capitalized(SignalFields.of(signal.get()).scopes().substring(5)))
        .check(message, 0, message.length);
    ProtoBuffer request = new ProtoBuffer(message.length + 16);
    request.bytes(RequestFields.RESOURCES, message);
    sink.accept(signal.get(), request.toByteArray());
  }

  private static String capitalized(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /// By the first record; empty when there is none.
  private static Optional<OtlpSignal> signal(byte[] message) throws IOException {
    ProtoCursor scopes = new ProtoCursor(message, 0, message.length);
    while (scopes.next()) {
      if (!scopes.isBlock(ResourceRecordsFields.SCOPES)) {
        continue;
      }
      ProtoCursor records = scopes.block();
      while (records.next()) {
        if (records.isBlock(ScopeRecordsFields.RECORDS)) {
          return Optional.of(SignalDetector.of(message, records.blockStart(), records.blockEnd()));
        }
      }
    }
    return Optional.empty();
  }

  private void largeResource(long length) throws IOException {
    RequestAccumulator envelope = new RequestAccumulator(sink);
    fields(
        position + length,
        (field, size) -> {
          long start = position;
          switch (field) {
            case ResourceRecordsFields.RESOURCE -> {
              ProtoBuffer resource = ProtoBuffer.of(bytes(size));
              unless(start, () -> envelope.resource(resource));
            }
            case ResourceRecordsFields.SCOPES -> scope(envelope, size);
            case ResourceRecordsFields.SCHEMA_URL -> envelope.schemaUrl(bytes(size));
            default -> skip(size);
          }
        });
    envelope.end();
  }

  private void scope(RequestAccumulator envelope, long length) throws IOException {
    envelope.nextScope();
    fields(
        position + length,
        (field, size) -> {
          long start = position;
          switch (field) {
            case ScopeRecordsFields.SCOPE -> {
              ProtoBuffer scope = ProtoBuffer.of(bytes(size));
              unless(start, () -> envelope.scope(scope));
            }
            case ScopeRecordsFields.RECORDS -> {
              byte[] record = bytes(size);
              envelope.signal(SignalDetector.of(record, 0, record.length));
              unless(start, () -> envelope.record(ProtoBuffer.of(record)));
              envelope.recordEnd();
            }
            case ScopeRecordsFields.SCHEMA_URL -> envelope.scopeSchemaUrl(bytes(size));
            default -> skip(size);
          }
        });
  }

  private byte[] bytes(long length) throws IOException {
    if (length > LONGEST) {
      throw new IOException("a field of " + length + " bytes at byte " + position);
    }
    byte[] bytes = in.readNBytes((int) length);
    position += bytes.length;
    if (bytes.length < length) {
      throw cutOff();
    }
    return bytes;
  }

  private void skip(long length) throws IOException {
    try {
      in.skipNBytes(length);
    } catch (EOFException _) {
      throw cutOff();
    }
    position += length;
  }

  private int next() throws IOException {
    int b = in.read();
    if (b < 0) {
      throw cutOff();
    }
    position++;
    return b;
  }

  private long varint(int first) throws IOException {
    if (first < 0) {
      throw cutOff();
    }
    long value = first & 0x7F;
    int b = first;
    for (int shift = 7; b >= 0x80; shift += 7) {
      if (shift > 63) {
        throw new MalformedMessage("a number has more than ten bytes at byte " + position);
      }
      b = next();
      value |= (long) (b & 0x7F) << shift;
    }
    return value;
  }

  private IOException cutOff() {
    return new MalformedMessage("it is cut off at byte " + position);
  }
}
