package dev.clew.otlp.receiver;

import dev.clew.otlp.codec.OtlpSignal;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NegotiationType;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/// Sends OTLP to a receiver: gRPC through grpc-java, HTTP/1.1 and HTTP/2 through OkHttp.
public final class OtlpSender implements AutoCloseable {
  private static final Metadata.Key<byte[]> DETAILS =
      Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);

  private final int port;
  private final OkHttpClient http1 = client(Protocol.HTTP_1_1);
  private final OkHttpClient http2 = client(Protocol.H2_PRIOR_KNOWLEDGE);
  private final ManagedChannel channel;
  private final Map<String, String> headers = new TreeMap<>();

  public OtlpSender(int port) {
    this.port = port;
    this.channel =
        NettyChannelBuilder.forAddress("127.0.0.1", port)
            .negotiationType(NegotiationType.PLAINTEXT)
            .maxInboundMetadataSize(1 << 16)
            .build();
  }

  private static OkHttpClient client(Protocol protocol) {
    return new OkHttpClient.Builder()
        .protocols(List.of(protocol))
        .readTimeout(1, TimeUnit.MINUTES)
        .build();
  }

  /// Sent with every request from now on.
  public OtlpSender with(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /// What came back.
  ///
  /// @param status of HTTP; 200 for gRPC
  /// @param code of gRPC; -1 for HTTP
  /// @param details `google.rpc.Status` of gRPC, or the body of HTTP
  public record Answer(
      int status,
      int code,
      String type,
      String message,
      byte[] details,
      Map<String, String> headers) {
    public String text() {
      return new String(details, java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  /// Over gRPC.
  public Answer grpc(OtlpSignal signal, byte[] request, boolean gzip) {
    return grpc(signal.grpcPath().substring(1), request, gzip);
  }

  public Answer grpc(String method, byte[] request, boolean gzip) {
    var metadata = new Metadata();
    headers.forEach(
        (name, value) ->
            metadata.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
    ClientInterceptor attach = MetadataUtils.newAttachHeadersInterceptor(metadata);
    Channel with = io.grpc.ClientInterceptors.intercept(channel, attach);
    CallOptions options = gzip ? CallOptions.DEFAULT.withCompression("gzip") : CallOptions.DEFAULT;
    try {
      byte[] answer = ClientCalls.blockingUnaryCall(with, method(method), options, request);
      return new Answer(200, 0, "application/grpc", "", answer, Map.of());
    } catch (StatusRuntimeException e) {
      Metadata trailers = e.getTrailers();
      byte[] details = trailers == null ? null : trailers.get(DETAILS);
      return new Answer(
          200,
          e.getStatus().getCode().value(),
          "application/grpc",
          String.valueOf(e.getStatus().getDescription()),
          details == null ? new byte[0] : details,
          Map.of());
    }
  }

  private static MethodDescriptor<byte[], byte[]> method(String name) {
    return MethodDescriptor.<byte[], byte[]>newBuilder()
        .setType(MethodDescriptor.MethodType.UNARY)
        .setFullMethodName(name)
        .setRequestMarshaller(new BytesMarshaller())
        .setResponseMarshaller(new BytesMarshaller())
        .build();
  }

  /// Over HTTP.
  public Answer http(boolean http2, String path, String type, byte[] body, boolean gzip)
      throws IOException {
    Request.Builder request =
        new Request.Builder()
            .url("http://127.0.0.1:" + port + path)
            .post(RequestBody.create(gzip ? gzip(body) : body, MediaType.parse(type)));
    if (gzip) {
      request.header("content-encoding", "gzip");
    }
    return send(http2, request);
  }

  /// Any request.
  public Answer send(boolean http2, Request.Builder request) throws IOException {
    headers.forEach(request::header);
    try (Response response = (http2 ? this.http2 : http1).newCall(request.build()).execute()) {
      Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      response.headers().forEach(pair -> all.put(pair.getFirst(), pair.getSecond()));
      return new Answer(
          response.code(),
          -1,
          String.valueOf(response.header("content-type")),
          "",
          response.body().bytes(),
          all);
    }
  }

  public Request.Builder request(String path) {
    return new Request.Builder().url("http://127.0.0.1:" + port + path);
  }

  public static byte[] gzip(byte[] plain) {
    var out = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(out)) {
      zip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    for (OkHttpClient each : List.of(http1, http2)) {
      each.connectionPool().evictAll();
      each.dispatcher().executorService().shutdown();
    }
  }
}
