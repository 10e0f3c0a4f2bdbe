package dev.clew.serve;

import dev.clew.fleet.FleetTracer;
import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.redaction.Redaction;
import dev.clew.store.Ingest;
import dev.clew.telemetry.SdkRequest;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Keeps the spans of what a fleet does in the store of its server, each in the run that it was
/// done for; they are exported besides where the daemon's own are.
final class FleetSpans implements SpanProcessor, AutoCloseable {
  private static final Logger LOG = Logger.getLogger("dev.clew.fleet");
  private static final AttributeKey<String> RUN = AttributeKey.stringKey(FleetTracer.RUN);

  private final Ingest store;
  private final Resource resource;
  private final Redaction redaction;
  private final boolean exports;
  private final SelfQueue<SpanData> exported;
  private final SdkTracerProvider provider;

  private FleetSpans(
      Ingest store,
      Resource resource,
      Redaction redaction,
      boolean exports,
      SelfQueue<SpanData> exported) {
    this.store = store;
    this.resource = resource;
    this.redaction = redaction;
    this.exports = exports;
    this.exported = exported;
    this.provider = SdkTracerProvider.builder().addSpanProcessor(this).build();
  }

  /// @param queue of the spans that the daemon exports
  static FleetSpans into(Ingest store, DaemonConfig launch, SelfQueue<SpanData> queue) {
    return new FleetSpans(
        store,
        SelfTelemetry.resource(launch, UUID.randomUUID().toString()),
        new Redaction(launch.settings().recording().redact()),
        launch.exportsSpans(),
        queue);
  }

  Tracer tracer() {
    return provider.get("clew.fleet");
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    SpanData ended = span.toSpanData();
    if (exports) {
      exported.add(ended);
    }
    String run = ended.getAttributes().get(RUN);
    Resource of = run == null ? resource : resource.toBuilder().put(RUN, run).build();
    var _ =
        store
            .add(
                OtlpSignal.TRACES,
                SdkRequest.protobuf(List.of(SelfSpans.exported(ended, of, redaction))))
            .exceptionally(
                failure -> {
                  LOG.warnf("a span of the fleet is not stored: %s", failure.getMessage());
                  return new Ingest.Receipt(0, 1, String.valueOf(failure.getMessage()));
                });
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  @Override
  public void close() {
    provider.close();
  }
}
