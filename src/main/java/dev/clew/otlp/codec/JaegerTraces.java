package dev.clew.otlp.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.clew.otlp.codec.OtlpFields.RequestFields;
import dev.clew.otlp.codec.OtlpFields.ResourceFields;
import dev.clew.otlp.codec.OtlpFields.ResourceRecordsFields;
import dev.clew.otlp.codec.OtlpFields.ScopeFields;
import dev.clew.otlp.codec.OtlpFields.ScopeRecordsFields;
import dev.clew.otlp.codec.OtlpTranscoder.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads what Jaeger's API and page give for traces, by OpenTelemetry's [mapping between
/// both](https://opentelemetry.io/docs/specs/otel/trace/sdk_exporters/jaeger/).
final class JaegerTraces {
  private final JsonParser parser;

  /// @param parser is at the array of traces
  JaegerTraces(JsonParser parser) {
    this.parser = parser;
  }

  /// The traces, a request each.
  ///
  /// @throws MalformedMessage when a part of one is not what Jaeger writes
  List<Request> read() throws IOException {
    List<Request> requests = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      requests.add(trace(object(JsonTreeReader.read(parser), "trace")));
    }
    return requests;
  }

  private static Request trace(Map<?, ?> trace) throws IOException {
    Map<?, ?> processes = object(trace.get("processes"), "processes");
    Map<Object, Map<String, ProtoBuffer>> resources = new LinkedHashMap<>();
    List<?> spans = list(trace.get("spans"), "spans");
    for (Object each : spans) {
      var span = new JaegerSpan(object(each, "span"));
      Object process = span.process();
      var scopes =
          resources.computeIfAbsent(
              process instanceof Map<?, ?> ? process : processes.get(process),
              _ -> new LinkedHashMap<>());
      span.write(scopes.computeIfAbsent(span.scope(), _ -> new ProtoBuffer()));
    }
    var request = new ProtoBuffer();
    for (var resource : resources.entrySet()) {
      int mark = request.begin(RequestFields.RESOURCES);
      resource(request, object(resource.getKey(), "process"));
      for (var scope : resource.getValue().entrySet()) {
        int inner = request.begin(ResourceRecordsFields.SCOPES);
        if (!scope.getKey().isEmpty()) {
          int named = request.begin(ScopeRecordsFields.SCOPE);
          JaegerValues.text(request, ScopeFields.NAME, scope.getKey());
          request.end(named);
        }
        request.raw(scope.getValue());
        request.end(inner);
      }
      request.end(mark);
    }
    return new Request(OtlpSignal.TRACES, request.toByteArray(), spans.size());
  }

  private static void resource(ProtoBuffer request, Map<?, ?> process) throws IOException {
    int mark = request.begin(ResourceRecordsFields.RESOURCE);
    if (process.get("serviceName") instanceof String service) {
      JaegerValues.attribute(request, ResourceFields.ATTRIBUTES, "service.name", service);
    }
    for (Object tag : list(process.get("tags"), "tags")) {
      JaegerValues.attribute(request, ResourceFields.ATTRIBUTES, object(tag, "tag"));
    }
    request.end(mark);
  }

  static Map<?, ?> object(@org.jspecify.annotations.Nullable Object value, String name)
      throws MalformedMessage {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new MalformedMessage("Jaeger's \"" + name + "\" is not an object");
  }

  /// A list, or none where it is left out.
  static List<?> list(@org.jspecify.annotations.Nullable Object value, String name)
      throws MalformedMessage {
    return switch (value) {
      case null -> List.of();
      case List<?> list -> list;
      case String text when text.isEmpty() -> List.of();
      default -> throw new MalformedMessage("Jaeger's \"" + name + "\" is not an array");
    };
  }
}
