package dev.clew.serve;

import dev.clew.config.ServeSettings;
import dev.clew.store.Store;
import dev.clew.telemetry.SpanSampler;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// What is made before Quarkus starts, for the objects that Quarkus makes.
final class Beans {
  @Produces
  @Singleton
  Store store() {
    return Serving.PARTS.get().store();
  }

  /// In place of the SDK that Quarkus would configure from the variables of OpenTelemetry, which
  /// Clew's settings have read.
  @Produces
  @Singleton
  @Unremovable
  OpenTelemetry openTelemetry(SelfSpans spans) {
    DaemonConfig launch = Serving.PARTS.get().launch();
    if (!launch.exportsSpans()) {
      return OpenTelemetry.noop();
    }
    return OpenTelemetrySdk.builder()
        .setTracerProvider(
            SdkTracerProvider.builder()
                .setSampler(new ApiSampler(SpanSampler.of(launch.settings().telemetry())))
                .addSpanProcessor(spans)
                .build())
        .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
        .build();
  }

  @Produces
  @Singleton
  ServeSettings settings() {
    return Serving.PARTS.get().launch().serve();
  }
}
