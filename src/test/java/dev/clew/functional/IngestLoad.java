package dev.clew.functional;

import dev.clew.wire.Signal;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.netty.NegotiationType;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/// Sends spans over gRPC as fast as they are acknowledged: `bench/ingest`.
final class IngestLoad {
  private static final int TEMPLATES = 64;

  private IngestLoad() {}

  /// @param args port, spans, spans of a request, connections, requests under way on each
  public static void main(String... args) throws InterruptedException {
    int port = Integer.parseInt(args[0]);
    long spans = Long.parseLong(args[1]);
    int batch = Integer.parseInt(args[2]);
    int connections = Integer.parseInt(args[3]);
    int depth = Integer.parseInt(args[4]);
    List<byte[]> requests = requests(batch);
    send(port, requests, Math.max(1, spans / batch / 5), connections, depth);
    long start = System.nanoTime();
    long count = send(port, requests, spans / batch, connections, depth) * batch;
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%,d spans of %d B in %.2f s: %,.0f spans/s%n",
        count,
        requests.getFirst().length / batch,
        seconds,
        count / seconds);
  }

  private static long send(int port, List<byte[]> requests, long count, int connections, int depth)
      throws InterruptedException {
    var left = new AtomicLong(count);
    var sent = new AtomicLong();
    var done = new CountDownLatch(connections * depth);
    List<ManagedChannel> channels = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      ManagedChannel channel =
          NettyChannelBuilder.forAddress("127.0.0.1", port)
              .negotiationType(NegotiationType.PLAINTEXT)
              .directExecutor()
              .build();
      channels.add(channel);
      for (int j = 0; j < depth; j++) {
        Thread.ofPlatform()
            .start(
                () -> {
                  var random = new Random(Thread.currentThread().threadId());
                  while (left.getAndDecrement() > 0) {
                    byte[] request = requests.get(random.nextInt(TEMPLATES));
                    ClientCalls.blockingUnaryCall(channel, METHOD, CallOptions.DEFAULT, request);
                    sent.incrementAndGet();
                  }
                  done.countDown();
                });
      }
    }
    done.await();
    channels.forEach(ManagedChannel::shutdownNow);
    return sent.get();
  }

  private static List<byte[]> requests(int batch) {
    var random = new Random(1);
    List<byte[]> requests = new ArrayList<>();
    for (int i = 0; i < TEMPLATES; i++) {
      var scope = ScopeSpans.newBuilder();
      for (int j = 0; j < batch; j++) {
        scope.addSpans(span(random, i));
      }
      requests.add(
          ExportTraceServiceRequest.newBuilder()
              .addResourceSpans(
                  ResourceSpans.newBuilder()
                      .setResource(
                          Resource.newBuilder()
                              .addAttributes(text("service.name", "shop"))
                              .addAttributes(text("parallax.run.id", "%016x".formatted(i))))
                      .addScopeSpans(scope))
              .build()
              .toByteArray());
    }
    return requests;
  }

  private static Span span(Random random, int trace) {
    long now = 1_700_000_000_000_000_000L + random.nextInt();
    return Span.newBuilder()
        .setTraceId(
            bytes(ByteBuffer.allocate(16).putLong(7).putLong(trace * 1000L + random.nextInt(20))))
        .setSpanId(bytes(ByteBuffer.allocate(8).putLong(random.nextLong())))
        .setParentSpanId(bytes(ByteBuffer.allocate(8).putLong(random.nextLong())))
        .setName("GET /cart/" + random.nextInt(20))
        .setKind(Span.SpanKind.SPAN_KIND_SERVER)
        .setStartTimeUnixNano(now)
        .setEndTimeUnixNano(now + random.nextInt(1_000_000_000))
        .addAttributes(text("http.request.method", "GET"))
        .addAttributes(text("url.path", "/cart/items/" + random.nextInt(1000)))
        .addAttributes(text("user_agent.original", "Mozilla/5.0 (X11; Linux)"))
        .build();
  }

  private static com.google.protobuf.ByteString bytes(ByteBuffer buffer) {
    return com.google.protobuf.ByteString.copyFrom(buffer.array());
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static final MethodDescriptor<byte[], byte[]> METHOD =
      MethodDescriptor.<byte[], byte[]>newBuilder()
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName(Signal.TRACES.grpcPath().substring(1))
          .setRequestMarshaller(new Bytes())
          .setResponseMarshaller(new Bytes())
          .build();

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
