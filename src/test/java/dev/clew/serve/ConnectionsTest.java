package dev.clew.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
  private long now;
  private final Connections connections = new Connections(2, () -> now);
  private final EmbeddedChannel socket = new EmbeddedChannel(connections);

  private EmbeddedChannel accept() {
    var accepted = new EmbeddedChannel();
    socket.writeInbound(accepted);
    return accepted;
  }

  private static EmbeddedChannel from(String address) {
    return new EmbeddedChannel() {
      @Override
      protected SocketAddress remoteAddress0() {
        return new InetSocketAddress(address, 1);
      }
    };
  }

  private static void ask(EmbeddedChannel channel) {
    ask(channel, Future.succeededFuture());
  }

  private static void ask(EmbeddedChannel channel, Future<Void> body) {
    channel.pipeline().get(TrackedConnection.class).asked(body);
  }

  private void pass(long millis) {
    now += TimeUnit.MILLISECONDS.toNanos(millis);
  }

  @Test
  void theLongestWithoutARequestMakesRoom() {
    EmbeddedChannel first = accept();
    pass(1);
    EmbeddedChannel second = accept();
    ask(first);
    EmbeddedChannel third = accept();
    assertThat(first.isOpen()).isTrue();
    assertThat(second.isOpen()).isFalse();
    assertThat(third.isOpen()).isTrue();
    assertThat(connections.count()).isEqualTo(2);
  }

  @Test
  void thoseThatAreBusyAreKept() {
    EmbeddedChannel first = accept();
    EmbeddedChannel second = accept();
    ask(first);
    ask(second, Promise.<Void>promise().future());
    EmbeddedChannel third = accept();
    assertThat(first.isOpen()).isTrue();
    assertThat(second.isOpen()).isTrue();
    assertThat(third.isOpen()).isFalse();
  }

  @Test
  void whoOwesTheRestOfABodyMakesRoomBeforeWhoIsIdle() {
    EmbeddedChannel idle = accept();
    ask(idle);
    pass(10_000);
    EmbeddedChannel owing = accept();
    Promise<Void> body = Promise.promise();
    ask(owing, body.future());
    pass(200);

    EmbeddedChannel third = accept();

    assertThat(owing.isOpen()).isFalse();
    assertThat(idle.isOpen()).isTrue();
    assertThat(third.isOpen()).isTrue();
  }

  @Test
  void aBodyThatGoesOnKeepsItsPlaceForAWhile() {
    EmbeddedChannel slow = accept();
    ask(slow, Promise.<Void>promise().future());
    EmbeddedChannel done = accept();
    Promise<Void> body = Promise.promise();
    ask(done, body.future());
    body.complete();
    for (int i = 0; i < 5; i++) {
      pass(90);
      slow.writeInbound(Unpooled.wrappedBuffer(new byte[1]));
    }
    assertThat(accept().isOpen()).isFalse();
    for (int i = 0; i < 10; i++) {
      pass(90);
      slow.writeInbound(Unpooled.wrappedBuffer(new byte[1]));
    }
    assertThat(accept().isOpen()).isTrue();
    assertThat(slow.isOpen()).isFalse();
    assertThat(done.isOpen()).isTrue();
  }

  @Test
  void theMachineWithTheMostMakesRoom() {
    var port = new EmbeddedChannel(new Connections(3, () -> now));
    EmbeddedChannel one = from("192.0.2.1");
    EmbeddedChannel many = from("192.0.2.2");
    EmbeddedChannel more = from("192.0.2.2");
    for (EmbeddedChannel each : List.of(one, many, more)) {
      port.writeInbound(each);
      pass(1);
    }
    port.writeInbound(from("192.0.2.3"));

    assertThat(one.isOpen()).isTrue();
    assertThat(many.isOpen()).isFalse();
    assertThat(more.isOpen()).isTrue();
  }

  @Test
  void thoseThatBringNoRequestInTimeAreEnded() {
    EmbeddedChannel silent = accept();
    EmbeddedChannel busy = accept();
    ask(busy);
    now += Connections.FIRST_NANOS / 2;
    connections.endSilent();
    assertThat(silent.isOpen()).isTrue();
    now += Connections.FIRST_NANOS;
    connections.endSilent();
    assertThat(silent.isOpen()).isFalse();
    assertThat(busy.isOpen()).isTrue();
    assertThat(connections.count()).isEqualTo(1);
  }

  @Test
  void noneIsAcceptedWhileManyAreClosing() {
    var closing = new ClosingConnections(2);
    EmbeddedChannel first = new EmbeddedChannel();
    EmbeddedChannel second = new EmbeddedChannel();
    closing.add(first, socket);
    assertThat(socket.config().isAutoRead()).isTrue();
    closing.add(second, socket);
    assertThat(socket.config().isAutoRead()).isFalse();
    first.close().syncUninterruptibly();
    first.advanceTimeBy(1, TimeUnit.SECONDS);
    first.runScheduledPendingTasks();
    assertThat(socket.config().isAutoRead()).isTrue();
  }

  @Test
  void closedConnectionsAreNotCounted() {
    accept().close().syncUninterruptibly();
    assertThat(connections.count()).isZero();
  }

  @Test
  void theLimitLeavesDescriptorsToTheStore() {
    assertThat(Connections.limit(300)).isEqualTo(225);
    assertThat(Connections.limit(Integer.MAX_VALUE)).isEqualTo(8192);
  }
}
