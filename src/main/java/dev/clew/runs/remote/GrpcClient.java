package dev.clew.runs.remote;

import dev.clew.config.OtlpTarget;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.otlp.client.Transport;
import java.io.EOFException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Call;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/// Calls methods of gRPC of a backend, over the connections that its API is asked on as well: the
/// same proxies, certificates and limits. It speaks the [protocol over
/// HTTP/2](https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md), without compression.
public final class GrpcClient implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  /// A stream may be silent for as long as it likes, its connection not.
  private static final Duration PING = Duration.ofSeconds(20);

  private static final MediaType TYPE = MediaType.get("application/grpc");
  private static final int PREFIX = 5;
  private static final int MOST = 16 << 20;
  private static final Pattern CODE =
      Pattern.compile("\\[(E001|E1[23][0-9])] (.*)", Pattern.DOTALL);

  private final ServerAddress address;
  private final OkHttpClient http;

  /// @throws ClewError E012 when the certificate cannot be used
  public GrpcClient(ServerAddress address) {
    this.address = address;
    OtlpTarget target =
        ApiClient.target(address, address.base(), OtlpTarget.Protocol.GRPC, CONNECT);
    this.http =
        Transport.connect(target)
            .newBuilder()
            .callTimeout(Duration.ZERO)
            .readTimeout(Duration.ZERO)
            .pingInterval(PING)
            .build();
  }

  /// Calls a method.
  ///
  /// @param method as `package.Service/Method`
  /// @param message the request, as protobuf
  /// @param headers that carry the span which calls
  /// @throws ClewError E001, E060 to E063 and E120 to E139, as the backend says
  public Replies call(String method, byte[] message, Map<String, String> headers) {
    try (Buffer frame = new Buffer()) {
      frame.writeByte(0).writeInt(message.length).write(message);
      Request.Builder request =
          new Request.Builder()
              .url(address.base() + "/" + method)
              .header("te", "trailers")
              .header("user-agent", "clew")
              .post(RequestBody.create(frame.readByteString(), TYPE));
      if (!address.token().isEmpty()) {
        request.header("authorization", "Bearer " + address.token());
      }
      headers.forEach(request::header);
      return new Replies(method, http.newCall(request.build()));
    } catch (IllegalArgumentException e) {
      throw new ClewError(ErrorCode.E061, address + ": " + e.getMessage() + ".", e);
    }
  }

  @Override
  public void close() {
    http.connectionPool().evictAll();
  }

  /// The messages that answer a call, one after another as they come.
  public final class Replies implements AutoCloseable {
    private final String method;
    private final Call call;
    private final Response response;
    private boolean over;

    private Replies(String method, Call call) {
      this.method = method;
      this.call = call;
      try {
        this.response = call.execute();
      } catch (IOException e) {
        throw ApiClient.failure(address, e);
      }
      String type = String.valueOf(response.header("content-type"));
      if (response.code() != 200 || !type.startsWith("application/grpc")) {
        response.close();
        throw odd(
            response.code() == 401 ? ErrorCode.E062 : ErrorCode.E061,
            "HTTP " + response.code() + ", " + type);
      }
    }

    /// The next message, as protobuf; null when there are no more.
    ///
    /// @throws ClewError as the backend says
    public byte @Nullable [] next() {
      try {
        BufferedSource source = Objects.requireNonNull(response.body()).source();
        if (source.exhausted()) {
          over = true;
          check();
          return null;
        }
        source.require(PREFIX);
        boolean compressed = source.readByte() != 0;
        int length = source.readInt();
        if (compressed || length < 0 || length > MOST) {
          throw odd(ErrorCode.E063, "a message that is not understood");
        }
        return source.readByteArray(length);
      } catch (EOFException e) {
        throw odd(ErrorCode.E063, "half a message");
      } catch (IOException e) {
        throw ApiClient.failure(address, e);
      }
    }

    /// The only message.
    public byte[] only() {
      byte[] message = next();
      if (message == null || next() != null) {
        throw odd(ErrorCode.E063, "not one message");
      }
      return message;
    }

    /// What the status says; it is in the headers where there is no message, else behind them.
    private void check() throws IOException {
      Headers given = response.headers();
      Headers headers = given.get("grpc-status") == null ? response.trailers() : given;
      String status = String.valueOf(headers.get("grpc-status"));
      if (status.equals("0")) {
        return;
      }
      String message = decode(Objects.requireNonNullElse(headers.get("grpc-message"), ""));
      Matcher known = CODE.matcher(message);
      if (known.matches()) {
        throw new ClewError(ErrorCode.named(known.group(1)), known.group(2));
      }
      ErrorCode code =
          switch (status) {
            // UNIMPLEMENTED
            case "12" -> ErrorCode.E061;
            // UNAVAILABLE
            case "14" -> ErrorCode.E060;
            // UNAUTHENTICATED
            case "16" -> ErrorCode.E062;
            default -> ErrorCode.E063;
          };
      throw odd(code, "status " + status + (message.isEmpty() ? "" : ": " + message));
    }

    private ClewError odd(ErrorCode code, String what) {
      return new ClewError(code, address + " answered " + what + " to " + method + ".");
    }

    @Override
    public void close() {
      if (!over) {
        call.cancel();
      }
      response.close();
    }
  }

  private static String decode(String message) {
    try {
      return URLDecoder.decode(message.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return message;
    }
  }
}
