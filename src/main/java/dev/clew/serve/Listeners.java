package dev.clew.serve;

import dev.clew.config.ServeSettings.Tls;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.posix.PortOwner;
import io.netty.channel.MaxMessagesRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

/// Opens the sockets of the daemon: a purpose has one port, on every address, with all event loops
/// that it is worth to have behind it.
final class Listeners {
  private static final List<String> LOOPBACK = List.of("127.0.0.1", "::1");
  private static final int HEADERS = 16 << 10;
  private static final int STREAMS = 128;
  private static final int WINDOW = 4 << 20;
  private static final int CONNECTION_WINDOW = 16 << 20;
  private static final int IDLE_SECONDS = 180;
  private static final int HANDSHAKE_SECONDS = 10;
  private static final int ATTEMPTS = 8;
  private static final int SWEEP_MILLIS = 1000;
  private static final int AT_A_TIME = 4;

  private final Vertx vertx;
  private final List<String> hosts;
  private final boolean byDefault;
  private final Optional<PemKeyCertOptions> tls;
  private final Connections connections;
  private final long sweep;
  private final List<String> deployed = new ArrayList<>();
  private int shared;

  /// @param hosts to bind; none: both loopback addresses, as far as the machine has them
  /// @throws ClewError E052 when the certificate or the key cannot be used
  Listeners(Vertx vertx, List<String> hosts, Optional<Tls> tls, Connections connections) {
    this.vertx = vertx;
    this.connections = connections;
    this.sweep = vertx.setPeriodic(SWEEP_MILLIS, _ -> connections.endSilent());
    this.byDefault = hosts.isEmpty();
    this.hosts = byDefault ? LOOPBACK : hosts;
    this.tls = tls.map(files -> ServerIdentity.of(files, vertx));
  }

  /// Connections that are open.
  int connections() {
    return connections.count();
  }

  /// @param port 0 takes a free one, the same on every address
  /// @throws ClewError E050 when the port is taken, E051 when an address cannot be bound
  List<BoundAddress> open(String purpose, int port, int loops, WellFormed handler) {
    for (int attempt = 1; ; attempt++) {
      List<String> mine = new ArrayList<>();
      try {
        List<BoundAddress> open = bind(purpose, port, loops, handler, mine);
        deployed.addAll(mine);
        return open;
      } catch (CompletionException e) {
        mine.forEach(each -> vertx.undeploy(each).toCompletionStage().toCompletableFuture().join());
        boolean taken = e.getCause() instanceof BindException;
        if (port != 0 || !taken || attempt == ATTEMPTS) {
          throw failure(port, e);
        }
      }
    }
  }

  private List<BoundAddress> bind(
      String purpose, int wanted, int loops, WellFormed handler, List<String> deployments) {
    List<BoundAddress> open = new ArrayList<>();
    int port = wanted;
    for (String host : hosts) {
      // To Vert.x a negative port is a free one that servers share.
      int asked = port == 0 ? --shared : port;
      try {
        HttpServerOptions options = options(host, asked).setTracingPolicy(tracing(purpose));
        int actual = deploy(options, loops, handler, deployments);
        port = actual;
        open.add(new BoundAddress(purpose, host, actual, tls.isPresent()));
      } catch (CompletionException e) {
        if (!byDefault || open.isEmpty() || !isMissing(e)) {
          throw e;
        }
      }
    }
    return open;
  }

  /// @return the port
  private int deploy(
      HttpServerOptions options, int loops, WellFormed handler, List<String> deployments) {
    AtomicInteger port = new AtomicInteger();
    Future<String> deployment =
        vertx.deployVerticle(
            () ->
                new Listener(
                    options,
                    Connections.noticing(handler),
                    Connections.answering(handler::invalid),
                    port),
            new DeploymentOptions().setInstances(loops));
    deployments.add(deployment.toCompletionStage().toCompletableFuture().join());
    watchSockets();
    return port.get();
  }

  /// Puts the limits before every listening socket that has none yet.
  private void watchSockets() {
    for (EventExecutor loop : ((VertxInternal) vertx).getAcceptorEventLoopGroup()) {
      loop.submit(() -> watchSockets((SingleThreadEventLoop) loop)).syncUninterruptibly();
    }
  }

  private void watchSockets(SingleThreadEventLoop loop) {
    loop.registeredChannelsIterator()
        .forEachRemaining(
            socket -> {
              if (socket.pipeline().get(Connections.class) == null) {
                socket.pipeline().addFirst(connections);
                atATime(socket.config().getRecvByteBufAllocator());
              }
            });
  }

  /// Connections are counted after they have been accepted.
  private static void atATime(RecvByteBufAllocator accepting) {
    if (accepting instanceof MaxMessagesRecvByteBufAllocator most) {
      most.maxMessagesPerRead(AT_A_TIME);
    }
  }

  private HttpServerOptions options(String host, int port) {
    var options =
        new HttpServerOptions()
            .setHost(host)
            .setPort(port)
            .setMaxHeaderSize(HEADERS)
            .setIdleTimeout(IDLE_SECONDS)
            .setSslHandshakeTimeout(HANDSHAKE_SECONDS)
            .setHandle100ContinueAutomatically(true)
            .setTcpNoDelay(true)
            .setHttp2ConnectionWindowSize(CONNECTION_WINDOW)
            .setInitialSettings(
                new Http2Settings()
                    .setInitialWindowSize(WINDOW)
                    .setMaxConcurrentStreams(STREAMS)
                    .setMaxHeaderListSize(HEADERS));
    tls.ifPresent(identity -> options.setSsl(true).setUseAlpn(true).setKeyCertOptions(identity));
    return options;
  }

  /// Telemetry that is received makes no spans of the daemon's own.
  private static TracingPolicy tracing(String purpose) {
    return purpose.equals(Ports.PAGE) ? TracingPolicy.ALWAYS : TracingPolicy.IGNORE;
  }

  /// Whether the machine has no such address, as one without IPv6.
  private static boolean isMissing(CompletionException e) {
    Throwable cause = cause(e);
    String message = String.valueOf(cause.getMessage());
    return message.contains("assign requested address")
        || message.contains("Address family not supported")
        || message.contains("Protocol family unavailable")
        || cause instanceof java.nio.channels.UnsupportedAddressTypeException;
  }

  private static Throwable cause(CompletionException e) {
    return e.getCause() == null ? e : e.getCause();
  }

  private static ClewError failure(int port, CompletionException e) {
    Throwable cause = cause(e);
    String message = String.valueOf(cause.getMessage());
    if (cause instanceof BindException && message.contains("already in use")) {
      return new ClewError(ErrorCode.E050, "port " + port + ": " + PortOwner.of(port), cause);
    }
    return new ClewError(ErrorCode.E051, "port " + port + ": " + message, cause);
  }

  /// Closes all sockets and connections.
  void close() {
    List<Future<Void>> closing = deployed.stream().map(vertx::undeploy).toList();
    closing.forEach(each -> each.toCompletionStage().toCompletableFuture().join());
    deployed.clear();
    vertx.cancelTimer(sweep);
  }
}
