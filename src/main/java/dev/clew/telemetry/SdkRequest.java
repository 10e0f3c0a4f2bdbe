package dev.clew.telemetry;

import io.opentelemetry.exporter.internal.marshal.Marshaler;
import io.opentelemetry.exporter.internal.otlp.ResourceMarshaler;
import io.opentelemetry.exporter.internal.otlp.logs.LogsRequestMarshaler;
import io.opentelemetry.exporter.internal.otlp.metrics.MetricsRequestMarshaler;
import io.opentelemetry.exporter.internal.otlp.traces.TraceRequestMarshaler;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;

/// Writes what OpenTelemetry's SDK records as OTLP/JSON, and spans as protobuf. The only user of
/// the SDK's internal marshalers: its own exporters have no other way to the bytes.
public final class SdkRequest {
  private SdkRequest() {}

  static byte[] of(SpanData span) {
    return ofSpans(List.of(span));
  }

  public static byte[] ofSpans(Collection<SpanData> spans) {
    return json(TraceRequestMarshaler.create(spans));
  }

  /// As protobuf.
  public static byte[] protobuf(Collection<SpanData> spans) {
    var request = new ByteArrayOutputStream(1024);
    try {
      TraceRequestMarshaler.create(spans).writeBinaryTo(request);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return request.toByteArray();
  }

  public static byte[] ofLogs(Collection<LogRecordData> records) {
    return json(LogsRequestMarshaler.create(records));
  }

  public static byte[] ofMetrics(Collection<MetricData> metrics) {
    return json(MetricsRequestMarshaler.create(metrics));
  }

  /// The message `Resource` alone.
  static byte[] of(Resource resource) {
    return json(ResourceMarshaler.create(resource));
  }

  private static byte[] json(Marshaler marshaler) {
    var json = new ByteArrayOutputStream(1024);
    try {
      marshaler.writeJsonTo(json);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return json.toByteArray();
  }
}
