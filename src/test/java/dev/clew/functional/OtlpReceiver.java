package dev.clew.functional;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clew.otlp.receiver.BytesMarshaller;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// A scripted OTLP backend on loopback, over gRPC or HTTP: keeps what it accepts, and answers as it
/// was told to.
final class OtlpReceiver implements AutoCloseable {
  /// Clients that break off in the middle are what it is for.
  private static final Logger SILENT = Logger.getLogger("io.grpc.netty");

  private static final Map<String, String> SERVICES =
      Map.of(
          "traces", "opentelemetry.proto.collector.trace.v1.TraceService",
          "logs", "opentelemetry.proto.collector.logs.v1.LogsService",
          "metrics", "opentelemetry.proto.collector.metrics.v1.MetricsService");

  final Records records;
  final Map<String, String> headers = new TreeMap<>();
  private final Map<String, Integer> requests = new TreeMap<>();
  private Status refusal = Status.OK;
  private Metadata trailers = new Metadata();
  private int httpStatus = 200;
  private String retryAfter = "";
  private int rejected;
  private long delayMillis;
  private int perSecond;
  private String only = "";
  private int limit = Integer.MAX_VALUE;
  private int largest;
  private @Nullable Answer answer;
  private Runnable stop = () -> {};
  private int port;
  private String scheme = "http";

  private record Answer(int status, String type, String body) {}

  private OtlpReceiver(Records records) {
    SILENT.setLevel(Level.OFF);
    this.records = records;
  }

  static OtlpReceiver grpc() throws IOException {
    return grpc(new Records());
  }

  /// @param records takes what is accepted
  static OtlpReceiver grpc(Records records) throws IOException {
    return grpc(records, null);
  }

  /// Over TLS, for clients that show a certificate.
  static OtlpReceiver mutualTls(Certificate server, Certificate client) throws IOException {
    return grpc(
        new Records(),
        GrpcSslContexts.forServer(server.chain().toFile(), server.key().toFile())
            .trustManager(client.chain().toFile())
            .clientAuth(ClientAuth.REQUIRE)
            .build());
  }

  private static OtlpReceiver grpc(Records records, @Nullable SslContext tls) throws IOException {
    OtlpReceiver receiver = new OtlpReceiver(records);
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    if (tls != null) {
      receiver.scheme = "https";
      builder.sslContext(tls);
    }
    for (Map.Entry<String, String> service : SERVICES.entrySet()) {
      builder.addService(
          ServerInterceptors.intercept(
              receiver.service(service.getKey(), service.getValue()), receiver.headerReader()));
    }
    Server server = builder.maxInboundMessageSize(64 << 20).build().start();
    receiver.port = server.getPort();
    receiver.stop = server::shutdownNow;
    return receiver;
  }

  static OtlpReceiver http() throws IOException {
    return http(new Records());
  }

  /// Over HTTP, protobuf and JSON.
  ///
  /// @param records takes what is accepted
  static OtlpReceiver http(Records records) throws IOException {
    return http(records, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  /// Over HTTP on every address of this machine, for containers.
  static OtlpReceiver httpForAll() throws IOException {
    return http(new Records(), new InetSocketAddress(0));
  }

  private static OtlpReceiver http(Records records, InetSocketAddress address) throws IOException {
    OtlpReceiver receiver = new OtlpReceiver(records);
    HttpServer server = HttpServer.create(address, 0);
    for (String signal : SERVICES.keySet()) {
      server.createContext(
          "/v1/" + signal,
          exchange -> {
            exchange
                .getRequestHeaders()
                .forEach(
                    (key, values) ->
                        receiver.headers.put(
                            key.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
            InputStream body = exchange.getRequestBody();
            boolean zipped =
                "gzip".equals(exchange.getRequestHeaders().getFirst("content-encoding"));
            byte[] request = (zipped ? new GZIPInputStream(body) : body).readAllBytes();
            boolean meant = receiver.arrived(signal);
            Answer scripted = receiver.answer;
            if (meant && scripted != null) {
              receiver.answer(exchange, scripted);
              return;
            }
            boolean large = receiver.isTooLarge(request);
            boolean refused = large || (meant && receiver.httpStatus != 200);
            String type = exchange.getRequestHeaders().getFirst("content-type");
            byte[] answer = new byte[0];
            if ("application/json".equals(type)) {
              records.addJson(new String(request, StandardCharsets.UTF_8));
              answer = new byte[] {'{', '}'};
            } else if (!refused) {
              answer = receiver.accept(signal, request);
            }
            exchange
                .getResponseHeaders()
                .add("content-type", answer.length == 2 ? type : "application/x-protobuf");
            if (!receiver.retryAfter.isEmpty()) {
              exchange.getResponseHeaders().add("retry-after", receiver.retryAfter);
            }
            exchange.sendResponseHeaders(
                large ? 413 : refused ? receiver.httpStatus : 200,
                answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
          });
    }
    server.start();
    receiver.port = server.getAddress().getPort();
    receiver.stop = () -> server.stop(0);
    return receiver;
  }

  /// From now on every gRPC request is refused.
  OtlpReceiver refuse(Status status) {
    refusal = status;
    return this;
  }

  /// From now on every gRPC request is refused, with advice to try again after some seconds.
  OtlpReceiver refuse(Status status, int retrySeconds) {
    // google.rpc.Status { details: Any { type_url, value: RetryInfo { retry_delay } } }
    byte[] type = "type.googleapis.com/google.rpc.RetryInfo".getBytes(StandardCharsets.US_ASCII);
    var any = new ByteArrayOutputStream();
    any.write(0x0A);
    any.write(type.length);
    any.writeBytes(type);
    any.writeBytes(new byte[] {0x12, 4, 0x0A, 2, 0x08, (byte) retrySeconds});
    var details = new ByteArrayOutputStream();
    details.write(0x1A);
    details.write(any.size());
    details.writeBytes(any.toByteArray());
    trailers.put(
        Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER),
        details.toByteArray());
    return refuse(status);
  }

  /// From now on every HTTP request is refused.
  OtlpReceiver refuse(int status, String retryAfterHeader) {
    httpStatus = status;
    retryAfter = retryAfterHeader;
    return this;
  }

  /// From now on so many records of each request are rejected.
  OtlpReceiver reject(int records) {
    rejected = records;
    return this;
  }

  /// From now on the answer waits.
  OtlpReceiver delay(long millis) {
    delayMillis = millis;
    return this;
  }

  /// From now on no more records are accepted in a second than this.
  OtlpReceiver pace(int recordsPerSecond) {
    perSecond = recordsPerSecond;
    return this;
  }

  /// From now on every HTTP request gets this answer, and nothing is kept.
  OtlpReceiver answer(int status, String type, String body) {
    answer = new Answer(status, type, body);
    return this;
  }

  private void answer(HttpExchange exchange, Answer scripted) throws IOException {
    byte[] body = scripted.body.getBytes(StandardCharsets.UTF_8);
    if (!scripted.type.isEmpty()) {
      exchange.getResponseHeaders().add("content-type", scripted.type);
    }
    exchange.sendResponseHeaders(scripted.status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /// From now on no larger requests are accepted, as servers refuse them: gRPC's in Go's words.
  OtlpReceiver limit(int bytes) {
    limit = bytes;
    return this;
  }

  /// Bytes of the largest request that came, decompressed.
  synchronized int largest() {
    return largest;
  }

  private synchronized boolean isTooLarge(byte[] request) {
    largest = Math.max(largest, request.length);
    return request.length > limit;
  }

  /// Only this signal's requests are treated so.
  OtlpReceiver only(String signal) {
    only = signal;
    return this;
  }

  /// From now on everything is accepted.
  void accept() {
    refusal = Status.OK;
    httpStatus = 200;
    rejected = 0;
    delayMillis = 0;
    perSecond = 0;
    limit = Integer.MAX_VALUE;
    answer = null;
    retryAfter = "";
  }

  /// How many requests of a signal have come, refused ones too.
  synchronized int requests(String signal) {
    return requests.getOrDefault(signal, 0);
  }

  /// Waits until so many requests of a signal have come, refused ones too.
  synchronized void await(String signal, int count) throws InterruptedException {
    while (requests(signal) < count) {
      wait();
    }
  }

  /// Takes note of a request.
  ///
  /// @return whether the script is for its signal
  private boolean arrived(String signal) {
    synchronized (this) {
      requests.merge(signal, 1, Integer::sum);
      notifyAll();
    }
    boolean meant = only.isEmpty() || only.equals(signal);
    if (meant && delayMillis > 0) {
      LockSupport.parkNanos(delayMillis * 1_000_000);
    }
    return meant;
  }

  String endpoint() {
    return scheme + "://127.0.0.1:" + port;
  }

  private ServerServiceDefinition service(String signal, String name) {
    MethodDescriptor<byte[], byte[]> method =
        MethodDescriptor.<byte[], byte[]>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(MethodDescriptor.generateFullMethodName(name, "Export"))
            .setRequestMarshaller(new BytesMarshaller())
            .setResponseMarshaller(new BytesMarshaller())
            .build();
    return ServerServiceDefinition.builder(name)
        .addMethod(
            method,
            ServerCalls.asyncUnaryCall(
                (request, answer) -> {
                  boolean meant = arrived(signal);
                  if (isTooLarge(request)) {
                    answer.onError(
                        Status.RESOURCE_EXHAUSTED
                            .withDescription(
                                "grpc: received message larger than max ("
                                    + request.length
                                    + " vs. "
                                    + limit
                                    + ")")
                            .asRuntimeException());
                    return;
                  }
                  if (meant && !refusal.isOk()) {
                    answer.onError(refusal.asRuntimeException(trailers));
                    return;
                  }
                  answer.onNext(accept(signal, request));
                  answer.onCompleted();
                }))
        .build();
  }

  /// Keeps a request and makes its answer. With rejections, the last records are the rejected ones;
  /// all are kept, so that a test sees which were sent.
  private synchronized byte[] accept(String signal, byte[] request) {
    long before = records.total();
    try {
      switch (signal) {
        case "traces" -> records.add(TracesData.parseFrom(request));
        case "logs" -> records.add(LogsData.parseFrom(request));
        default -> records.add(MetricsData.parseFrom(request));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (perSecond > 0) {
      LockSupport.parkNanos((records.total() - before) * 1_000_000_000 / perSecond);
    }
    boolean meant = only.isEmpty() || only.equals(signal);
    return rejected == 0 || !meant
        ? new byte[0]
        : new byte[] {0x0A, 7, 0x08, (byte) rejected, 0x12, 3, 'o', 'l', 'd'};
  }

  private ServerInterceptor headerReader() {
    return new ServerInterceptor() {
      @Override
      public <Q, A> ServerCall.Listener<Q> interceptCall(
          ServerCall<Q, A> call, Metadata metadata, ServerCallHandler<Q, A> next) {
        synchronized (OtlpReceiver.this) {
          for (String key : metadata.keys()) {
            if (!key.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
              headers.put(
                  key,
                  String.valueOf(
                      metadata.get(Metadata.Key.of(key, Metadata.ASCII_STRING_MARSHALLER))));
            }
          }
        }
        return next.startCall(call, metadata);
      }
    };
  }

  @Override
  public void close() {
    stop.run();
  }
}
