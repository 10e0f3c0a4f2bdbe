package dev.clew.model;

import dev.clew.config.Egress;
import dev.clew.config.OtlpTarget;
import dev.clew.otlp.client.Transport;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import okhttp3.Dns;
import okhttp3.OkHttpClient;

/// Connections to the servers that models and agents work with, by the proxy and the certificates
/// that all connections of Clew have.
public final class ApiTransport {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  /// Of a server that thinks before it answers; calls have limits of their own.
  private static final Duration SILENCE = Duration.ofMinutes(10);

  private ApiTransport() {}

  /// A client of one server, which follows no redirection.
  public static OkHttpClient to(URI address, Egress egress) {
    var target =
        new OtlpTarget(
                address,
                OtlpTarget.Protocol.HTTP_PROTOBUF,
                Map.of(),
                false,
                CONNECT,
                null,
                null,
                null)
            .withEgress(egress);
    return Transport.connect(target)
        .newBuilder()
        .callTimeout(Duration.ZERO)
        .readTimeout(SILENCE)
        .writeTimeout(SILENCE)
        .dns(ApiTransport::lookUp)
        .build();
  }

  /// In the binary a virtual thread cannot look up a name.
  private static List<InetAddress> lookUp(String name) throws UnknownHostException {
    var found = new FutureTask<>(() -> Dns.SYSTEM.lookup(name));
    Thread.ofPlatform().daemon().name("clew-dns").start(found);
    try {
      return found.get();
    } catch (ExecutionException e) {
      var unknown = new UnknownHostException(name);
      unknown.initCause(e.getCause());
      throw unknown;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException(name);
    }
  }
}
