package dev.clew.serve;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;

/// A connection: whether it has brought a request, and when it last brought one or was sent
/// something. Bytes that arrive do not count: headers sent a byte at a time would.
final class TrackedConnection extends ChannelOutboundHandlerAdapter {
  private final Channel channel;
  private volatile boolean asked;
  private volatile long moved;

  /// @param now of [System#nanoTime()]
  TrackedConnection(Channel channel, long now) {
    this.channel = channel;
    this.moved = now;
  }

  /// A request is complete up to its body.
  void asked() {
    asked = true;
    moved = System.nanoTime();
  }

  boolean hasAsked() {
    return asked;
  }

  /// How long it has been still. One without a request counts from its beginning.
  long stillNanos(long now) {
    return now - moved;
  }

  @Override
  public void flush(ChannelHandlerContext context) {
    if (asked) {
      moved = System.nanoTime();
    }
    context.flush();
  }

  void close() {
    var _ = channel.close();
  }
}
