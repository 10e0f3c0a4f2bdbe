package dev.clew.functional;

import io.opentelemetry.exporter.internal.http.HttpExporter;
import io.opentelemetry.exporter.internal.http.HttpExporterBuilder;
import io.opentelemetry.exporter.internal.marshal.Marshaler;
import io.opentelemetry.exporter.internal.otlp.logs.LogsRequestMarshaler;
import io.opentelemetry.exporter.internal.otlp.metrics.MetricsRequestMarshaler;
import io.opentelemetry.exporter.internal.otlp.traces.TraceRequestMarshaler;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.logs.OtlpGrpcLogRecordExporter;
import io.opentelemetry.exporter.otlp.metrics.OtlpGrpcMetricExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.internal.StandardComponentId.ExporterType;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.AggregationTemporalitySelector;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;

/// The exporters of the OpenTelemetry SDK for Java, gzipped, each to several backends at once.
record SdkExporters(Protocol protocol, List<String> endpoints) {
  SpanExporter spans() {
    return SpanExporter.composite(endpoints.stream().map(this::spans).toList());
  }

  private SpanExporter spans(String endpoint) {
    String url = endpoint + "/v1/traces";
    return switch (protocol) {
      case GRPC ->
          OtlpGrpcSpanExporter.builder().setEndpoint(endpoint).setCompression("gzip").build();
      case PROTOBUF ->
          OtlpHttpSpanExporter.builder().setEndpoint(url).setCompression("gzip").build();
      case JSON -> new JsonSpans(url);
    };
  }

  LogRecordExporter logRecords() {
    return LogRecordExporter.composite(endpoints.stream().map(this::logRecords).toList());
  }

  private LogRecordExporter logRecords(String endpoint) {
    String url = endpoint + "/v1/logs";
    return switch (protocol) {
      case GRPC ->
          OtlpGrpcLogRecordExporter.builder().setEndpoint(endpoint).setCompression("gzip").build();
      case PROTOBUF ->
          OtlpHttpLogRecordExporter.builder().setEndpoint(url).setCompression("gzip").build();
      case JSON -> new JsonLogs(url);
    };
  }

  /// Deltas by HTTP/protobuf, totals by the others.
  MetricExporter points() {
    return new Composite(endpoints.stream().map(this::points).toList());
  }

  private MetricExporter points(String endpoint) {
    String url = endpoint + "/v1/metrics";
    return switch (protocol) {
      case GRPC ->
          OtlpGrpcMetricExporter.builder().setEndpoint(endpoint).setCompression("gzip").build();
      case PROTOBUF ->
          OtlpHttpMetricExporter.builder()
              .setEndpoint(url)
              .setCompression("gzip")
              .setAggregationTemporalitySelector(AggregationTemporalitySelector.deltaPreferred())
              .build();
      case JSON -> new JsonPoints(url);
    };
  }

  /// Sends JSON, for which the SDK has no exporters of its own.
  private static class Json {
    final HttpExporter<Marshaler> http;

    Json(ExporterType type, String url) {
      http =
          new HttpExporterBuilder<Marshaler>(type, url)
              .setCompression("gzip")
              .exportAsJson()
              .build();
    }

    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    public CompletableResultCode shutdown() {
      return http.shutdown();
    }
  }

  private static final class JsonSpans extends Json implements SpanExporter {
    JsonSpans(String url) {
      super(ExporterType.OTLP_HTTP_JSON_SPAN_EXPORTER, url);
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      return http.export(TraceRequestMarshaler.create(spans), spans.size());
    }
  }

  private static final class JsonLogs extends Json implements LogRecordExporter {
    JsonLogs(String url) {
      super(ExporterType.OTLP_HTTP_JSON_LOG_EXPORTER, url);
    }

    @Override
    public CompletableResultCode export(Collection<LogRecordData> logs) {
      return http.export(LogsRequestMarshaler.create(logs), logs.size());
    }
  }

  private static final class JsonPoints extends Json implements MetricExporter {
    JsonPoints(String url) {
      super(ExporterType.OTLP_HTTP_JSON_METRIC_EXPORTER, url);
    }

    @Override
    public AggregationTemporality getAggregationTemporality(InstrumentType type) {
      return AggregationTemporality.CUMULATIVE;
    }

    @Override
    public CompletableResultCode export(Collection<MetricData> metrics) {
      return http.export(MetricsRequestMarshaler.create(metrics), metrics.size());
    }
  }

  /// Sends to each of several.
  private record Composite(List<MetricExporter> all) implements MetricExporter {
    @Override
    public AggregationTemporality getAggregationTemporality(InstrumentType type) {
      return all.getFirst().getAggregationTemporality(type);
    }

    @Override
    public CompletableResultCode export(Collection<MetricData> metrics) {
      return CompletableResultCode.ofAll(all.stream().map(each -> each.export(metrics)).toList());
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofAll(all.stream().map(MetricExporter::flush).toList());
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofAll(all.stream().map(MetricExporter::shutdown).toList());
    }
  }
}
