package dev.clew.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
  private final Connections connections = new Connections(2);
  private final EmbeddedChannel socket = new EmbeddedChannel(connections);

  private EmbeddedChannel accept() {
    var accepted = new EmbeddedChannel();
    socket.writeInbound(accepted);
    accepted.runPendingTasks();
    return accepted;
  }

  private static void ask(EmbeddedChannel channel) {
    channel.pipeline().get(TrackedConnection.class).asked();
  }

  @Test
  void theLongestWithoutARequestMakesRoom() {
    EmbeddedChannel first = accept();
    EmbeddedChannel second = accept();
    ask(first);
    EmbeddedChannel third = accept();
    second.runPendingTasks();
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
    ask(second);
    EmbeddedChannel third = accept();
    assertThat(first.isOpen()).isTrue();
    assertThat(second.isOpen()).isTrue();
    assertThat(third.isOpen()).isFalse();
  }

  @Test
  void thoseThatBringNoRequestInTimeAreEnded() {
    EmbeddedChannel silent = accept();
    EmbeddedChannel busy = accept();
    ask(busy);
    connections.endSilent(System.nanoTime() + Connections.FIRST_NANOS / 2);
    assertThat(silent.isOpen()).isTrue();
    connections.endSilent(System.nanoTime() + 2 * Connections.FIRST_NANOS);
    assertThat(silent.isOpen()).isFalse();
    assertThat(busy.isOpen()).isTrue();
    assertThat(connections.count()).isEqualTo(1);
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
