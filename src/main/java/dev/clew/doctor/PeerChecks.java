package dev.clew.doctor;

import dev.clew.config.HttpProxy;
import dev.clew.config.OtlpTarget;
import dev.clew.config.TelemetrySettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Checks of what Clew talks to: a connection is opened and closed, nothing is sent.
final class PeerChecks {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Map<String, String> environment;

  PeerChecks(Map<String, String> environment) {
    this.environment = environment;
  }

  /// Whether somebody listens where telemetry goes, each address once.
  List<Check> endpoints(TelemetrySettings settings) {
    Map<String, OtlpTarget> targets = new LinkedHashMap<>();
    for (OtlpTarget target : settings.targets()) {
      targets.putIfAbsent(target.host() + ":" + target.port(), target);
    }
    List<Check> checks = new ArrayList<>();
    targets.values().forEach(target -> checks.add(endpoint(target)));
    if (checks.isEmpty()) {
      checks.add(Check.skipped("endpoint", "none is configured: runs are kept in files"));
    }
    return checks;
  }

  private static Check endpoint(OtlpTarget target) {
    HttpProxy proxy = target.egress().proxy();
    return proxy == null
        ? connect(
            "endpoint",
            bare(target.host()),
            target.port(),
            "start the backend, or correct OTEL_EXPORTER_OTLP_ENDPOINT; runs are kept in files"
                + " meanwhile")
        : connect(
            "proxy",
            proxy.host(),
            proxy.port(),
            "correct HTTPS_PROXY or HTTP_PROXY, or name " + target.host() + " in NO_PROXY");
  }

  private static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static Check connect(String name, String host, int port, String advice) {
    String address = host + ":" + port;
    try (Socket socket = new Socket()) {
      SocketAddress peer = new InetSocketAddress(host, port);
      long start = System.nanoTime();
      socket.connect(peer, (int) PATIENCE.toMillis());
      long millis = (System.nanoTime() - start) / 1_000_000;
      return Check.ok(name, address + " accepts connections (" + millis + " ms)");
    } catch (IOException e) {
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      return Check.fail(name, address + ": " + reason, advice);
    }
  }

  /// Whether a Docker engine answers on its socket.
  Check docker() {
    String host = environment.getOrDefault("DOCKER_HOST", "");
    if (!host.isEmpty() && !host.startsWith("unix://")) {
      return connect("docker", "DOCKER_HOST", host, 2375);
    }
    Path socket = Path.of(host.isEmpty() ? "/var/run/docker.sock" : host.substring(7));
    if (!Files.exists(socket)) {
      return Check.skipped("docker", socket + " is not there; only containers need it");
    }
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      return Check.ok("docker", socket + (channel.isConnected() ? " accepts connections" : ""));
    } catch (IOException e) {
      return Check.fail(
          "docker", socket + ": " + e.getMessage(), "start the engine, or join the group docker");
    }
  }

  /// Whether NATS answers, where one is named.
  Check nats() {
    String url = environment.getOrDefault("NATS_URL", "");
    if (url.isEmpty()) {
      return Check.skipped("nats", "NATS_URL is not set; only message workflows need it");
    }
    return connect("nats", "NATS_URL", url, 4222);
  }

  private static Check connect(String name, String variable, String url, int port) {
    String advice = "start it, or correct " + variable;
    try {
      URI uri = new URI(url);
      return uri.getHost() == null
          ? Check.fail(name, variable + " names no host", advice)
          : connect(name, bare(uri.getHost()), uri.getPort() < 0 ? port : uri.getPort(), advice);
    } catch (URISyntaxException e) {
      return Check.fail(name, variable + " is no URL: " + e.getReason(), advice);
    }
  }
}
