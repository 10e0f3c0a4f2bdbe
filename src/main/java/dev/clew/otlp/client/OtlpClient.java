package dev.clew.otlp.client;

import dev.clew.config.OtlpTarget;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.otlp.codec.OtlpSignal;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;

/// Sends OTLP export requests of one signal to its target, over gRPC (unary, HTTP/2) or HTTP with
/// protobuf, as the [OTLP specification](https://opentelemetry.io/docs/specs/otlp/) describes.
public final class OtlpClient {
  private static final MediaType GRPC = MediaType.get("application/grpc");
  private static final MediaType PROTOBUF = MediaType.get("application/x-protobuf");

  /// The largest number that gRPC allows there, in milliseconds.
  private static final long LONGEST = 99_999_999;

  private final OkHttpClient http;
  private final OtlpTarget target;
  private final HttpUrl url;
  private boolean answered;

  /// A client of one signal.
  ///
  /// @throws ClewError E010 when the endpoint names a host that there cannot be
  public OtlpClient(OkHttpClient http, OtlpTarget target, OtlpSignal signal) {
    this.http = http;
    this.target = target;
    boolean grpc = target.protocol() == OtlpTarget.Protocol.GRPC;
    URI uri = grpc ? target.endpoint().resolve(signal.grpcPath()) : target.endpoint();
    try {
      this.url = HttpUrl.get(uri.toString());
    } catch (IllegalArgumentException e) {
      throw new ClewError(ErrorCode.E010, target.endpoint() + ": " + e.getMessage() + ".", e);
    }
  }

  /// Where it sends to.
  public OtlpTarget target() {
    return target;
  }

  /// Sends one request and waits for the answer, at most the target's timeout.
  public ExportResult send(byte[] protobuf) {
    boolean grpc = target.protocol() == OtlpTarget.Protocol.GRPC;
    Call call = http.newCall(request(protobuf));
    try (Response response = call.execute()) {
      answered = true;
      return grpc ? GrpcAnswer.of(response) : OtlpAnswer.ofHttp(response);
    } catch (IOException e) {
      return OtlpAnswer.ofFailure(e, target, answered);
    }
  }

  Request request(byte[] protobuf) {
    return target.protocol() == OtlpTarget.Protocol.GRPC
        ? grpcRequest(protobuf)
        : httpRequest(protobuf);
  }

  private Request grpcRequest(byte[] protobuf) {
    Request.Builder request =
        new Request.Builder()
            .url(url)
            .header("te", "trailers")
            .header("grpc-timeout", Math.min(LONGEST, target.timeout().toMillis()) + "m");
    if (target.gzip()) {
      request.header("grpc-encoding", "gzip");
    }
    return withHeaders(request).post(body(GRPC, grpcFrame(protobuf))).build();
  }

  private Request httpRequest(byte[] protobuf) {
    Request.Builder request = new Request.Builder().url(url);
    if (target.gzip()) {
      request.header("content-encoding", "gzip");
      return withHeaders(request).post(body(PROTOBUF, gzip(protobuf))).build();
    }
    return withHeaders(request).post(body(PROTOBUF, new Buffer().write(protobuf))).build();
  }

  private Request.Builder withHeaders(Request.Builder request) {
    request.header("user-agent", "clew-otlp");
    for (Map.Entry<String, String> header : target.headers().entrySet()) {
      request.header(header.getKey().toLowerCase(Locale.ROOT), header.getValue());
    }
    return request;
  }

  private Buffer grpcFrame(byte[] protobuf) {
    Buffer message = target.gzip() ? gzip(protobuf) : new Buffer().write(protobuf);
    Buffer frame = new Buffer();
    frame.writeByte(target.gzip() ? 1 : 0);
    frame.writeInt((int) message.size());
    frame.write(message, message.size());
    return frame;
  }

  private static Buffer gzip(byte[] bytes) {
    Buffer compressed = new Buffer();
    try (BufferedSink sink = Okio.buffer(new GzipSink(compressed))) {
      sink.write(bytes);
    } catch (IOException e) {
      throw new IllegalStateException("compressing in memory failed", e);
    }
    return compressed;
  }

  private static RequestBody body(MediaType type, Buffer content) {
    return RequestBody.create(content.readByteString(), type);
  }
}
