package dev.clew.serve;

import dev.clew.serve.TrackedConnection.Standing;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/// The connections of all ports, from the moment the system accepts them. Vert.x shows one only
/// after its first bytes, and closes only those on which nothing moves at all.
///
/// At the limit a new connection takes the place of one that needs it least, as [Standing] has it.
/// Among equals that is one of the machine with the most of them, and there the one on which
/// nothing has moved for longest.
@Sharable
final class Connections extends ChannelInboundHandlerAdapter {
  /// How long a connection may take to its first request, with the handshake of TLS.
  static final long FIRST_NANOS = 10_000_000_000L;

  private static final int MOST = 8192;

  private final int most;
  private final LongSupplier nanos;
  private final ClosingConnections closing;
  private final Set<TrackedConnection> open = ConcurrentHashMap.newKeySet();

  /// @param most connections at once
  /// @param nanos as [System#nanoTime()]
  Connections(int most, LongSupplier nanos) {
    this.most = most;
    this.nanos = nanos;
    this.closing = new ClosingConnections(most / 16 + 1);
  }

  /// The limit where a process may have so many descriptors: a quarter of them is left to the
  /// store.
  static int limit(int descriptors) {
    return Math.clamp(descriptors / 4L * 3, 1, MOST);
  }

  int count() {
    return open.size();
  }

  /// A listening socket has accepted a connection.
  @Override
  public void channelRead(ChannelHandlerContext listener, Object accepted) {
    Channel channel = (Channel) accepted;
    if (open.size() >= most && !makeRoom(listener.channel())) {
      channel.unsafe().closeForcibly();
      return;
    }
    var visitor = new TrackedConnection(channel, nanos);
    open.add(visitor);
    channel.pipeline().addLast(visitor);
    var _ = channel.closeFuture().addListener(_ -> open.remove(visitor));
    listener.fireChannelRead(channel);
  }

  private boolean makeRoom(Channel listener) {
    Map<Object, Long> crowds =
        open.stream()
            .collect(Collectors.groupingBy(TrackedConnection::peer, Collectors.counting()));
    Optional<Candidate> last =
        open.stream()
            .map(each -> Candidate.of(each, crowds))
            .filter(each -> each.standing() != Standing.BUSY)
            .min(Candidate.LEAST_NEEDED);
    last.ifPresent(
        each -> {
          closing.add(each.connection().channel(), listener);
          end(each.connection());
        });
    return last.isPresent();
  }

  /// A connection as it is when room is needed.
  ///
  /// @param crowd how many there are from its machine
  private record Candidate(
      TrackedConnection connection, Standing standing, long crowd, long stillNanos) {
    static final Comparator<Candidate> LEAST_NEEDED =
        Comparator.comparing(Candidate::standing)
            .thenComparing(Candidate::crowd, Comparator.reverseOrder())
            .thenComparing(Candidate::stillNanos, Comparator.reverseOrder());

    static Candidate of(TrackedConnection connection, Map<Object, Long> crowds) {
      return new Candidate(
          connection,
          connection.standing(),
          crowds.getOrDefault(connection.peer(), 0L),
          connection.stillNanos());
    }
  }

  private void end(TrackedConnection visitor) {
    open.remove(visitor);
    visitor.end();
  }

  /// The handler, with its requests noticed.
  static Handler<HttpServerRequest> noticing(Handler<HttpServerRequest> handler) {
    return request -> {
      visitor(request.connection())
          .ifPresent(
              each -> {
                each.asked(request.end());
                if (request.version() != HttpVersion.HTTP_2) {
                  each.answered();
                }
              });
      handler.handle(request);
    };
  }

  /// The handler of what HTTP/1 cannot read, which answers that.
  static Handler<HttpServerRequest> answering(Handler<HttpServerRequest> invalid) {
    return request -> {
      visitor(request.connection()).ifPresent(TrackedConnection::answered);
      invalid.handle(request);
    };
  }

  /// None for a connection that was accepted while its socket was being opened.
  private static Optional<TrackedConnection> visitor(HttpConnection connection) {
    return Optional.ofNullable(
        ((ConnectionBase) connection).channel().pipeline().get(TrackedConnection.class));
  }

  /// Ends those that have brought no request in time.
  void endSilent() {
    for (TrackedConnection each : open) {
      if (!each.hasAsked() && each.stillNanos() > FIRST_NANOS) {
        end(each);
      }
    }
  }
}
