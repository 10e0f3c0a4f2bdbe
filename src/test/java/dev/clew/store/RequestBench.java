package dev.clew.store;

import com.google.protobuf.ByteString;
import dev.clew.otlp.codec.OtlpJsonWriter;
import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.otlp.codec.OtlpTranscoder;
import dev.clew.runs.RunNames;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// A request of a thousand spans with five attributes each.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RequestBench {
  private static final String REQUEST = "Request.traces";
  private static final int SPANS = 1000;
  private static final long NOW = 1_767_225_600_000_000_000L;

  private final RunNames names = new RunNames(List.of("parallax.run.id", "session.id"));
  private final OtlpTranscoder transcoder = new OtlpTranscoder();
  private byte[] protobuf = new byte[0];
  private byte[] json = new byte[0];

  @Setup
  public void setup() throws IOException {
    protobuf = request().toByteArray();
    json = toJson();
  }

  /// What the store makes of a request that came as protobuf.
  @Benchmark
  public Object decode() throws Exception {
    return new RequestDecoder(OtlpSignal.TRACES, protobuf, names, new RecordBudget().open(false))
        .decode();
  }

  /// What comes before it where the request came as JSON, and what delivery does with a run file.
  @Benchmark
  public byte[] fromJson() throws IOException {
    return transcoder.request(OtlpSignal.TRACES, json);
  }

  /// What `clew export` does with what is stored.
  @Benchmark
  public byte[] toJson() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    OtlpJsonWriter writer = new OtlpJsonWriter(out);
    writer.write(protobuf, 0, protobuf.length, REQUEST);
    writer.flush();
    return out.toByteArray();
  }

  private static ExportTraceServiceRequest request() {
    Random random = new Random(7);
    ScopeSpans.Builder spans = ScopeSpans.newBuilder();
    for (int i = 0; i < SPANS; i++) {
      long start = NOW + i * 1000L;
      Span.Builder span =
          spans
              .addSpansBuilder()
              .setTraceId(id(16, random))
              .setSpanId(id(8, random))
              .setParentSpanId(id(8, random))
              .setName("GET /api/v1/items/" + i % 50)
              .setKindValue(2)
              .setStartTimeUnixNano(start)
              .setEndTimeUnixNano(start + random.nextInt(1_000_000));
      for (int k = 0; k < 5; k++) {
        span.addAttributes(text("attribute.number." + k, "value " + random.nextInt(1000)));
      }
    }
    ResourceSpans.Builder resource = ResourceSpans.newBuilder().addScopeSpans(spans);
    resource.getResourceBuilder().addAttributes(text("service.name", "bench"));
    resource.getResourceBuilder().addAttributes(text("parallax.run.id", "run"));
    return ExportTraceServiceRequest.newBuilder().addResourceSpans(resource).build();
  }

  private static ByteString id(int length, Random random) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return ByteString.copyFrom(bytes);
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }
}
