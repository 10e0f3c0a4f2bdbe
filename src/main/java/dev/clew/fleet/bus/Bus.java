package dev.clew.fleet.bus;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.ErrorListener;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.KeyValueManagement;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.PublishOptions;
import io.nats.client.PurgeOptions;
import io.nats.client.api.KeyValueConfiguration;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.ServerInfo;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A connection to NATS, made again by itself when it is lost.
public final class Bus implements AutoCloseable {
  /// What JetStream has to be able to do: compare a revision before it writes.
  private static final String OLDEST = "2.9.0";

  private static final int NO_SUCH_STREAM = 10059;
  private static final int MOST_REPLICAS = 3;
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration RECONNECT = Duration.ofMillis(500);
  private static final Duration PING = Duration.ofSeconds(5);
  private static final Duration ELECTION = Duration.ofSeconds(20);
  private static final Duration CLOSING = Duration.ofSeconds(2);

  private final BusAddress address;
  private final Connection connection;
  private final JetStream stream;
  private final JetStreamManagement management;

  private Bus(BusAddress address, Connection connection) throws IOException {
    this.address = address;
    this.connection = connection;
    this.stream = connection.jetStream();
    this.management = connection.jetStreamManagement();
  }

  /// Connects.
  ///
  /// @param name of this client, for those who look at the servers
  /// @param state is told in words when the connection is lost and when it is there again
  /// @throws ClewError E122 when no server answers or lets this client in
  public static Bus connect(BusAddress address, String name, Consumer<String> state)
      throws InterruptedException {
    Options.Builder options =
        new Options.Builder()
            .servers(address.urls().toArray(String[]::new))
            .connectionName(name)
            .connectionTimeout(CONNECT)
            .maxReconnects(-1)
            .reconnectWait(RECONNECT)
            .pingInterval(PING)
            .connectionListener(listener(state))
            .errorListener(new ErrorListener() {});
    if (!address.credentials().isEmpty()) {
      options.authHandler(Nats.credentials(address.credentials()));
    } else if (!address.user().isEmpty()) {
      options.userInfo(address.user(), address.password());
    }
    try {
      return new Bus(address, Nats.connect(options.build()));
    } catch (IOException | IllegalStateException e) {
      throw BusFailure.of(address, e);
    }
  }

  @SuppressWarnings("deprecation") // the interface has no other method that has to be implemented
  private static ConnectionListener listener(Consumer<String> state) {
    return new ConnectionListener() {
      @Override
      public void connectionEvent(Connection connection, Events event) {
        switch (event) {
          case DISCONNECTED -> state.accept("the connection to NATS is lost");
          case RECONNECTED -> state.accept("the connection to NATS is there again");
          default -> {
            // Connects, closes and news of servers need no words.
          }
        }
      }
    };
  }

  public BusAddress address() {
    return address;
  }

  /// Whether it is connected at the moment.
  public boolean isConnected() {
    return connection.getStatus() == Connection.Status.CONNECTED;
  }

  /// Makes the streams and buckets that are missing, each on as many servers as there are, three at
  /// most; those that are on fewer are spread.
  ///
  /// @throws ClewError E123 when JetStream does not take them
  public void prepare() {
    ServerInfo server = connection.getServerInfo();
    if (!server.isJetStreamAvailable()) {
      throw new ClewError(ErrorCode.E123, address + ": JetStream is not enabled.");
    }
    if (!server.isNewerVersionThan(OLDEST) && !server.isSameVersion(OLDEST)) {
      throw new ClewError(
          ErrorCode.E123, address + ": version " + server.getVersion() + " is older than 2.9.");
    }
    int replicas = Math.clamp(connection.getServers().size(), 1, MOST_REPLICAS);
    long end = System.nanoTime() + ELECTION.toNanos();
    while (true) {
      try {
        for (FleetStream each : FleetStream.values()) {
          ensure(each.configuration(replicas));
        }
        KeyValueManagement buckets = connection.keyValueManagement();
        for (FleetBucket each : FleetBucket.values()) {
          ensure(buckets, each.configuration(replicas), replicas);
        }
        return;
      } catch (IOException | JetStreamApiException | IllegalStateException e) {
        // A cluster that has just been started elects a leader first.
        if (!BusFailure.isPassing(e) || System.nanoTime() > end) {
          throw BusFailure.of(address, e);
        }
        LockSupport.parkNanos(RECONNECT.toNanos());
      }
    }
  }

  /// Makes a stream, or has it on more servers than it is.
  private void ensure(StreamConfiguration wanted) throws IOException, JetStreamApiException {
    StreamConfiguration there = configuration(wanted.getName());
    if (there == null) {
      var _ = management.addStream(wanted);
    } else if (there.getReplicas() < wanted.getReplicas()) {
      var _ = management.updateStream(wanted);
    }
  }

  private void ensure(KeyValueManagement buckets, KeyValueConfiguration wanted, int replicas)
      throws IOException, JetStreamApiException {
    StreamConfiguration there = configuration("KV_" + wanted.getBucketName());
    if (there == null) {
      var _ = buckets.create(wanted);
    } else if (there.getReplicas() < replicas) {
      var _ = buckets.update(wanted);
    }
  }

  private @Nullable StreamConfiguration configuration(String stream)
      throws IOException, JetStreamApiException {
    try {
      return management.getStreamInfo(stream).getConfiguration();
    } catch (JetStreamApiException e) {
      if (e.getApiErrorCode() == NO_SUCH_STREAM) {
        return null;
      }
      throw e;
    }
  }

  public Bucket bucket(FleetBucket bucket) {
    try {
      return new JetStreamBucket(
          address,
          connection.keyValue(bucket.label()),
          new StreamCursor(
              address, management, "KV_" + bucket.label(), "$KV." + bucket.label() + ".>"));
    } catch (IOException | IllegalStateException e) {
      throw BusFailure.of(address, e);
    }
  }

  /// Appends a message to the stream of its subject; when it returns, the message is kept.
  ///
  /// @param id a second message of that id is not kept; null for none
  /// @return its sequence
  public long append(
      String subject, Map<String, String> headers, byte[] body, @Nullable String id) {
    try {
      return stream.publish(subject, headers(headers), body, options(id)).getSeqno();
    } catch (IOException | JetStreamApiException | IllegalStateException e) {
      throw BusFailure.of(address, e);
    }
  }

  /// Takes back the messages of a subject that nobody has taken.
  public void takeBack(FleetStream stream, String subject) {
    try {
      var _ = management.purgeStream(stream.label(), PurgeOptions.subject(subject));
    } catch (IOException | JetStreamApiException | IllegalStateException e) {
      throw BusFailure.of(address, e);
    }
  }

  /// As [#append], without waiting; the result fails where the message was not kept.
  public CompletableFuture<?> appendLater(
      String subject, Map<String, String> headers, byte[] body, @Nullable String id) {
    return stream.publishAsync(subject, headers(headers), body, options(id));
  }

  private static PublishOptions options(@Nullable String id) {
    var options = PublishOptions.builder();
    if (id != null) {
      options.messageId(id);
    }
    return options.build();
  }

  private static Headers headers(Map<String, String> headers) {
    var all = new Headers();
    headers.forEach((name, value) -> all.add(name, value));
    return all;
  }

  /// Publishes a message to those who listen now.
  ///
  /// @return false when it is lost: there is no connection, or too much waits to be sent
  public boolean publish(String subject, byte[] body) {
    if (!isConnected()) {
      return false;
    }
    try {
      connection.publish(subject, body);
      return true;
    } catch (IllegalStateException busy) {
      return false;
    }
  }

  /// Listens to messages of [#publish], on a thread of the connection.
  public void listen(String subject, Consumer<BusMessage> listener) {
    var _ =
        connection
            .createDispatcher(message -> listener.accept(message(message)))
            .subscribe(subject);
  }

  /// Takes the messages of a queue.
  public WorkQueue queue(FleetStream stream, String name, String subject) {
    return new WorkQueue(address, this.stream, stream, name, subject);
  }

  /// Reads a stream from its beginning or from a time on.
  ///
  /// @param sinceMillis since 1970, for a stream without gaps; 0 for its beginning
  /// @param last at most so many of the messages that are there; 0 for all
  public Tail tail(FleetStream of, String subject, long sinceMillis, int last) {
    var cursor = new StreamCursor(address, management, of.label(), subject);
    long since = sinceMillis > 0 ? cursor.before(sinceMillis) : 0;
    return new Tail(cursor, last > 0 ? Math.max(since, cursor.beforeLast(last)) : since);
  }

  static BusMessage message(MessageInfo message) {
    return new BusMessage(
        StreamCursor.subject(message), headers(message.getHeaders()), StreamCursor.body(message));
  }

  static BusMessage message(Message message) {
    byte[] body = message.getData();
    return new BusMessage(
        message.getSubject(), headers(message.getHeaders()), body == null ? new byte[0] : body);
  }

  private static Map<String, String> headers(@Nullable Headers given) {
    Map<String, String> headers = new HashMap<>();
    if (given != null) {
      given.forEach((name, values) -> headers.put(name, values.getFirst()));
    }
    return headers;
  }

  @Override
  public void close() {
    try {
      var _ = connection.drain(CLOSING);
      connection.close();
    } catch (java.util.concurrent.TimeoutException | IllegalStateException _) {
      // It was not connected: nothing waits to be sent.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
