package dev.clew.functional.page;

import com.google.protobuf.ByteString;
import dev.clew.otlp.receiver.OtlpSender;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;

/// A run of 100,000 spans: a root, steps right below it, some of them with spans of their own, and
/// one chain that goes deep. The last of its steps failed.
final class LargeRun {
  static final String ID = "00000000000f00d5";
  private static final long BEGIN = 1_763_700_000_000_000_000L;
  static final int SPANS = 100_000;
  private static final int BATCH = 5_000;
  private static final int GROUPS = 400;
  private static final int IN_A_GROUP = 100;
  private static final int DEEP = 2_000;

  /// Ids of the groups come after the root's, those of what is in them after that.
  static final int FIRST_IN_GROUP = 2 + GROUPS;

  private static final int FIRST_DEEP = FIRST_IN_GROUP + GROUPS * IN_A_GROUP;
  static final int FIRST_STEP = FIRST_DEEP + DEEP;
  private static final long LENGTH = SPANS * 1_000L;

  private LargeRun() {}

  private static long parent(int id) {
    if (id == 1) {
      return 0;
    }
    if (id >= FIRST_IN_GROUP && id < FIRST_DEEP) {
      return 2 + (id - FIRST_IN_GROUP) / IN_A_GROUP;
    }
    return id > FIRST_DEEP && id < FIRST_STEP ? id - 1 : 1;
  }

  private static Span span(int id) {
    String kind =
        id == 1
            ? "batch"
            : id < FIRST_IN_GROUP
                ? "group"
                : id < FIRST_DEEP ? "item" : id < FIRST_STEP ? "deep" : "step";
    long start = id == 1 ? 0 : id < FIRST_IN_GROUP ? id * 10L : id * 900L;
    long length = id == 1 ? LENGTH : id < FIRST_IN_GROUP ? LENGTH / 2 : 400;
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(ByteString.copyFrom(ByteBuffer.allocate(16).putLong(7).putLong(7).array()))
            .setSpanId(id(id))
            .setName(kind + " " + id)
            .setStartTimeUnixNano(BEGIN + start)
            .setEndTimeUnixNano(BEGIN + start + length);
    if (parent(id) != 0) {
      span.setParentSpanId(id(parent(id)));
    }
    if (id == SPANS) {
      span.setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR));
    }
    return span.build();
  }

  private static ByteString id(long id) {
    return ByteString.copyFrom(ByteBuffer.allocate(8).putLong(id).array());
  }

  /// Sends all of it.
  static void send(String otlp) throws IOException {
    Resource resource =
        Resource.newBuilder()
            .addAttributes(
                KeyValue.newBuilder()
                    .setKey("parallax.run.id")
                    .setValue(AnyValue.newBuilder().setStringValue(ID)))
            .build();
    try (OtlpSender sender = new OtlpSender(URI.create(otlp).getPort())) {
      for (int first = 1; first <= SPANS; first += BATCH) {
        ScopeSpans.Builder spans = ScopeSpans.newBuilder();
        for (int id = first; id < first + BATCH; id++) {
          spans.addSpans(span(id));
        }
        byte[] request =
            TracesData.newBuilder()
                .addResourceSpans(
                    ResourceSpans.newBuilder().setResource(resource).addScopeSpans(spans))
                .build()
                .toByteArray();
        int status =
            sender.http(false, "/v1/traces", "application/x-protobuf", request, false).status();
        if (status != 200) {
          throw new IOException("refused with " + status);
        }
      }
    }
  }
}
