package dev.clew.fleet.bus;

import dev.clew.error.ClewError;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.PullSubscribeOptions;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DeliverPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// Takes the messages of a stream one by one, each until it is done: what was taken and is not done
/// comes again, to whoever takes from the queue of that name.
public final class WorkQueue {
  private static final Duration WAIT = Duration.ofSeconds(1);
  private static final Duration ACK_WAIT = Duration.ofSeconds(30);
  private static final long PENDING = 1000;
  private static final int BATCH = 64;

  private final BusAddress address;
  private final JetStream stream;
  private final FleetStream of;
  private final String name;
  private final String subject;
  private @Nullable JetStreamSubscription subscription;

  WorkQueue(BusAddress address, JetStream stream, FleetStream of, String name, String subject) {
    this.address = address;
    this.stream = stream;
    this.of = of;
    this.name = name;
    this.subject = subject;
  }

  /// Does what a message asks for.
  @FunctionalInterface
  public interface Worker {
    /// When this returns true, the message is done; else it comes again.
    boolean take(BusMessage message) throws InterruptedException;
  }

  /// Takes what comes within a second.
  ///
  /// @throws ClewError E122 or E123 when there is no connection: try again
  public void take(Worker worker) throws InterruptedException {
    try {
      // Each message as it comes: a fetch would wait for all of them.
      Iterator<Message> messages = subscription().iterate(BATCH, WAIT);
      while (messages.hasNext()) {
        Message message = messages.next();
        if (worker.take(Bus.message(message))) {
          message.ackSync(WAIT);
        } else {
          message.nakWithDelay(WAIT);
        }
      }
    } catch (IOException | JetStreamApiException | IllegalStateException e) {
      subscription = null;
      throw BusFailure.of(address, e);
    } catch (java.util.concurrent.TimeoutException _) {
      // The acknowledgement was not acknowledged: the message comes again, and is known.
    }
  }

  private JetStreamSubscription subscription() throws IOException, JetStreamApiException {
    JetStreamSubscription known = subscription;
    if (known == null) {
      known =
          stream.subscribe(
              subject,
              PullSubscribeOptions.builder().stream(of.label())
                  .durable(name)
                  .configuration(
                      ConsumerConfiguration.builder()
                          .durable(name)
                          .filterSubject(subject)
                          .deliverPolicy(DeliverPolicy.All)
                          .ackPolicy(AckPolicy.Explicit)
                          .ackWait(ACK_WAIT)
                          .maxAckPending(PENDING)
                          .build())
                  .build());
      subscription = known;
    }
    return known;
  }
}
