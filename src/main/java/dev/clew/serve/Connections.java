package dev.clew.serve;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The connections of all ports, from the moment the system accepts them. Vert.x shows one only
/// after its first bytes, and closes only those on which nothing moves at all.
///
/// At the limit a new connection takes the place of the one that has gone longest without a
/// request, or else of the one on which nothing has moved for longest.
@Sharable
final class Connections extends ChannelInboundHandlerAdapter {
  /// How long a connection may take to its first request, with the handshake of TLS.
  static final long FIRST_NANOS = 10_000_000_000L;

  /// A connection that moved more recently keeps its place.
  private static final long BUSY_NANOS = 5_000_000_000L;

  private static final int MOST = 8192;

  private final int most;
  private final Set<TrackedConnection> open = ConcurrentHashMap.newKeySet();

  /// @param most connections at once
  Connections(int most) {
    this.most = most;
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
    if (open.size() >= most && !makeRoom(System.nanoTime())) {
      channel.unsafe().closeForcibly();
      return;
    }
    var visitor = new TrackedConnection(channel, System.nanoTime());
    open.add(visitor);
    channel.pipeline().addLast(visitor);
    var _ = channel.closeFuture().addListener(_ -> open.remove(visitor));
    listener.fireChannelRead(channel);
  }

  private boolean makeRoom(long now) {
    Optional<TrackedConnection> last =
        open.stream()
            .filter(each -> !each.hasAsked() || each.stillNanos(now) > BUSY_NANOS)
            .max(
                Comparator.comparingInt((TrackedConnection each) -> each.hasAsked() ? 0 : 1)
                    .thenComparingLong(each -> each.stillNanos(now)));
    last.ifPresent(this::end);
    return last.isPresent();
  }

  private void end(TrackedConnection visitor) {
    open.remove(visitor);
    visitor.close();
  }

  /// The handler, with its requests noticed.
  static Handler<HttpServerRequest> noticing(Handler<HttpServerRequest> handler) {
    return request -> {
      visitor(request.connection()).ifPresent(TrackedConnection::asked);
      handler.handle(request);
    };
  }

  /// None for a connection that was accepted while its socket was being opened.
  private static Optional<TrackedConnection> visitor(HttpConnection connection) {
    return Optional.ofNullable(
        ((ConnectionBase) connection).channel().pipeline().get(TrackedConnection.class));
  }

  /// Ends those that have brought no request in time.
  void endSilent(long now) {
    for (TrackedConnection each : open) {
      if (!each.hasAsked() && each.stillNanos(now) > FIRST_NANOS) {
        end(each);
      }
    }
  }
}
