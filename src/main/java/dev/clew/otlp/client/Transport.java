package dev.clew.otlp.client;

import dev.clew.config.HttpProxy;
import dev.clew.config.OtlpTarget;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Level;
import java.util.logging.Logger;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/// Makes the HTTP client of a target: HTTP/2 with prior knowledge for plaintext gRPC, TLS with the
/// target's certificates.
public final class Transport {
  private static final String PROXY_AUTHORIZATION = "Proxy-Authorization";

  private Transport() {}

  /// Whether two targets can be reached through the same client.
  public static boolean isSameConnection(OtlpTarget a, OtlpTarget b) {
    return Objects.equals(a.endpoint().getScheme(), b.endpoint().getScheme())
        && a.protocol() == b.protocol()
        && a.timeout().equals(b.timeout())
        && Objects.equals(a.certificate(), b.certificate())
        && Objects.equals(a.clientKey(), b.clientKey())
        && Objects.equals(a.clientCertificate(), b.clientCertificate())
        && a.egress().equals(b.egress());
  }

  /// A client for a target.
  public static OkHttpClient connect(OtlpTarget target) {
    return connect(target, new LongAdder());
  }

  /// A client of one target, with its TLS, proxy and time limits.
  ///
  /// @param heard counts the bytes that come from the target
  public static OkHttpClient connect(OtlpTarget target, LongAdder heard) {
    Duration timeout = target.timeout();
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder()
            .callTimeout(timeout)
            .connectTimeout(timeout)
            .readTimeout(timeout)
            .writeTimeout(timeout)
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false)
            .fastFallback(!isOnThisMachine(String.valueOf(target.endpoint().getHost())))
            .socketFactory(new TargetSockets(heard));
    boolean tls = "https".equals(target.endpoint().getScheme());
    if (target.protocol() == OtlpTarget.Protocol.GRPC) {
      builder.protocols(
          tls ? List.of(Protocol.HTTP_2, Protocol.HTTP_1_1) : List.of(Protocol.H2_PRIOR_KNOWLEDGE));
    }
    direct(builder, target.egress().proxy());
    if (tls) {
      Tls.configure(builder, target);
    }
    return builder.build();
  }

  /// Plain HTTP goes to the proxy as it is, the rest through a tunnel.
  private static void direct(OkHttpClient.Builder builder, @Nullable HttpProxy proxy) {
    if (proxy == null) {
      builder.proxy(Proxy.NO_PROXY);
      return;
    }
    InetSocketAddress address = InetSocketAddress.createUnresolved(proxy.host(), proxy.port());
    builder.proxy(new Proxy(Proxy.Type.HTTP, address));
    String user = proxy.user();
    if (user != null) {
      String credentials = Credentials.basic(user, proxy.password(), StandardCharsets.UTF_8);
      builder.proxyAuthenticator((_, response) -> withCredentials(response.request(), credentials));
    }
  }

  /// @return null when the proxy has refused them
  private static @Nullable Request withCredentials(Request request, String credentials) {
    return request.header(PROXY_AUTHORIZATION) == null
        ? request.newBuilder().header(PROXY_AUTHORIZATION, credentials).build()
        : null;
  }

  /// There nobody has to try several addresses at once, each on a thread of its own.
  private static boolean isOnThisMachine(String host) {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }

  /// Disables OkHttp's logger, which formats every frame. Not for daemons, which have their own
  /// log.
  public static void silence() {
    Logger.getLogger("").setLevel(Level.OFF);
  }
}
