package dev.clew.fleet.bus;

import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.PushSubscribeOptions;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.DeliverPolicy;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/// Reads the messages of a stream in their order, those that come included.
public final class Tail implements AutoCloseable {
  private final BusAddress address;
  private final JetStreamSubscription subscription;
  private long read;

  Tail(BusAddress address, JetStream stream, FleetStream of, String subject, long sinceMillis) {
    this.address = address;
    ConsumerConfiguration.Builder from = ConsumerConfiguration.builder();
    if (sinceMillis > 0) {
      from.deliverPolicy(DeliverPolicy.ByStartTime)
          .startTime(Instant.ofEpochMilli(sinceMillis).atZone(ZoneOffset.UTC));
    } else {
      from.deliverPolicy(DeliverPolicy.All);
    }
    try {
      this.subscription =
          stream.subscribe(
              subject,
              PushSubscribeOptions.builder().stream(of.label())
                  .ordered(true)
                  .configuration(from.build())
                  .build());
    } catch (IOException | JetStreamApiException e) {
      throw BusFailure.of(address, e);
    }
  }

  /// The next message, if one comes in time.
  public Optional<BusMessage> next(Duration wait) throws InterruptedException {
    try {
      Message message = subscription.nextMessage(wait);
      if (message == null) {
        return Optional.empty();
      }
      read = message.metaData().consumerSequence();
      return Optional.of(Bus.message(message));
    } catch (IllegalStateException e) {
      throw BusFailure.of(address, e);
    }
  }

  /// Whether all that the stream had when this was called has been read. What is on its way counts
  /// as not read.
  public boolean isDrained() {
    try {
      ConsumerInfo info = subscription.getConsumerInfo();
      return info.getNumPending() == 0 && info.getDelivered().getConsumerSequence() <= read;
    } catch (IOException | JetStreamApiException e) {
      throw BusFailure.of(address, e);
    }
  }

  @Override
  public void close() {
    subscription.unsubscribe();
  }
}
