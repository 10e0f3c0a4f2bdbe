package dev.clew.serve;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Connections that are being closed, which still have their descriptors. While there are many, no
/// more are accepted: they wait in the system's queue. Without a descriptor left, Netty would
/// accept none for a second.
final class ClosingConnections {
  private final int most;
  private final Set<Channel> waiting = new HashSet<>();
  private int count;

  /// @param most with which others are still accepted
  ClosingConnections(int most) {
    this.most = most;
  }

  /// One is about to be closed in favour of another.
  ///
  /// @param listener that accepted the other
  synchronized void add(Channel closing, Channel listener) {
    count++;
    if (count >= most && waiting.add(listener)) {
      listener.config().setAutoRead(false);
    }
    var _ = closing.closeFuture().addListener(_ -> await(closing.eventLoop()));
  }

  /// Its descriptor is given back when its loop has selected again.
  private void await(EventLoop loop) {
    var _ = loop.schedule(this::closed, 1, TimeUnit.MICROSECONDS);
  }

  private synchronized void closed() {
    count--;
    if (count < most) {
      waiting.forEach(each -> each.config().setAutoRead(true));
      waiting.clear();
    }
  }
}
