package dev.clew.fleet.bus;

import io.nats.client.JetStreamApiException;
import io.nats.client.KeyValue;
import io.nats.client.api.KeyValueEntry;
import io.nats.client.api.KeyValueOperation;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/// A bucket of JetStream.
final class JetStreamBucket implements Bucket {
  private final BusAddress address;
  private static final String OPERATION = "KV-Operation";

  private final KeyValue values;
  private final StreamCursor changes;
  private final int prefix;

  /// @param changes what was written to the bucket
  JetStreamBucket(BusAddress address, KeyValue values, StreamCursor changes) {
    this.changes = changes;
    this.prefix = changes.subject().length() - 1;
    this.address = address;
    this.values = values;
  }

  @Override
  public Optional<Versioned> get(String key) {
    try {
      KeyValueEntry entry = values.get(key);
      return entry == null || entry.getOperation() != KeyValueOperation.PUT
          ? Optional.empty()
          : Optional.of(new Versioned(value(entry), entry.getRevision()));
    } catch (IOException | JetStreamApiException | IllegalStateException e) {
      throw BusFailure.of(address, e);
    }
  }

  @Override
  public OptionalLong create(String key, byte[] value) {
    try {
      return OptionalLong.of(values.create(key, value));
    } catch (JetStreamApiException e) {
      return conflict(e);
    } catch (IOException | IllegalStateException e) {
      throw BusFailure.of(address, e);
    }
  }

  @Override
  public OptionalLong update(String key, byte[] value, long revision) {
    try {
      return OptionalLong.of(values.update(key, value, revision));
    } catch (JetStreamApiException e) {
      return conflict(e);
    } catch (IOException | IllegalStateException e) {
      throw BusFailure.of(address, e);
    }
  }

  private OptionalLong conflict(JetStreamApiException refused) {
    if (BusFailure.isConflict(refused)) {
      return OptionalLong.empty();
    }
    throw BusFailure.of(address, refused);
  }

  @Override
  public void remove(String key) {
    try {
      values.purge(key);
    } catch (IOException | JetStreamApiException | IllegalStateException e) {
      throw BusFailure.of(address, e);
    }
  }

  @Override
  public Optional<Change> changeAfter(long revision) {
    return changes
        .after(revision)
        .map(
            message -> {
              String key = StreamCursor.subject(message).substring(prefix);
              boolean there =
                  message.getHeaders() == null
                      || message.getHeaders().getFirst(OPERATION) == null
                      || message.getHeaders().getFirst(OPERATION).equals("PUT");
              return new Change(
                  key,
                  there ? new Versioned(StreamCursor.body(message), message.getSeq()) : null,
                  message.getSeq());
            });
  }

  private static byte[] value(KeyValueEntry entry) {
    byte[] value = entry.getValue();
    return value == null ? new byte[0] : value;
  }
}
