package dev.clew.telemetry.delivery;

import dev.clew.config.OtlpTarget;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Level;
import java.util.logging.Logger;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/// Makes the HTTP client of a target: HTTP/2 with prior knowledge for plaintext gRPC, TLS with the
/// target's certificates.
public final class Transport {
  private Transport() {}

  /// Whether two targets can be reached through the same client.
  static boolean isSameConnection(OtlpTarget a, OtlpTarget b) {
    return Objects.equals(a.endpoint().getScheme(), b.endpoint().getScheme())
        && a.protocol() == b.protocol()
        && a.timeout().equals(b.timeout())
        && Objects.equals(a.certificate(), b.certificate())
        && Objects.equals(a.clientKey(), b.clientKey())
        && Objects.equals(a.clientCertificate(), b.clientCertificate());
  }

  /// A client for a target.
  public static OkHttpClient connect(OtlpTarget target) {
    return connect(target, new LongAdder());
  }

  /// @param heard counts the bytes that come from the target
  static OkHttpClient connect(OtlpTarget target, LongAdder heard) {
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
    if (tls) {
      Tls.configure(builder, target);
    }
    return builder.build();
  }

  /// There nobody has to try several addresses at once, each on a thread of its own.
  private static boolean isOnThisMachine(String host) {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }

  /// Ends what the transport has to say of itself, which nobody reads: its logger would be asked to
  /// write every frame in words. Not for daemons, which have their own log.
  static void silence() {
    Logger.getLogger("").setLevel(Level.OFF);
  }
}
