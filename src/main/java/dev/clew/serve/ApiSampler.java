package dev.clew.serve;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/// Samples requests of the API, and what happens within them, as the settings say. Requests for
/// health, metrics and the files of the page are dropped.
///
/// @param settings the sampler of `OTEL_TRACES_SAMPLER`
record ApiSampler(Sampler settings) implements Sampler {
  private static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");

  @Override
  public SamplingResult shouldSample(
      Context parentContext,
      String traceId,
      String name,
      SpanKind kind,
      Attributes attributes,
      List<LinkData> parentLinks) {
    String path = attributes.get(PATH);
    SpanContext parent = Span.fromContext(parentContext).getSpanContext();
    boolean within = parent.isValid() && !parent.isRemote();
    return within || (path != null && path.startsWith("/api/"))
        ? settings.shouldSample(parentContext, traceId, name, kind, attributes, parentLinks)
        : SamplingResult.drop();
  }

  @Override
  public String getDescription() {
    return "ApiSampler{" + settings.getDescription() + "}";
  }
}
