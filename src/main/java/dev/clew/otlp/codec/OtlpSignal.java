package dev.clew.otlp.codec;

/// The signals of OTLP.
public enum OtlpSignal {
  TRACES("traces", "resourceSpans", "trace", "TraceService"),
  LOGS("logs", "resourceLogs", "logs", "LogsService"),
  METRICS("metrics", "resourceMetrics", "metrics", "MetricsService");

  private final String label;
  private final String field;
  private final String grpcPath;

  OtlpSignal(String label, String field, String protoPackage, String service) {
    this.label = label;
    this.field = field;
    this.grpcPath = "/opentelemetry.proto.collector." + protoPackage + ".v1." + service + "/Export";
  }

  /// As in the standard's variables and paths: `traces`, `logs`, `metrics`.
  public String label() {
    return label;
  }

  /// The only field of an OTLP/JSON line of this signal.
  public String field() {
    return field;
  }

  /// Path of the unary gRPC method.
  public String grpcPath() {
    return grpcPath;
  }
}
