package dev.clew.otlp.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.clew.otlp.codec.OtlpFields.RequestFields;
import dev.clew.otlp.codec.OtlpTranscoder.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the JSON documents that files have: export requests, single `ResourceSpans` and the like,
/// what Tempo's API answers, and what Jaeger's does.
public final class OtlpDocuments {
  private static final String JAEGER = "data";
  private static final int LONGEST_NAME = 40;

  private final OtlpTranscoder transcoder = new OtlpTranscoder();
  private final List<Request> requests = new ArrayList<>();
  private final List<String> others = new ArrayList<>();

  /// One document.
  ///
  /// @param requests what it holds; empty when it cannot be taken
  /// @param length its bytes
  /// @param problem why it cannot be taken; empty when it is
  /// @param known whether it is of a kind that is read
  public record Document(List<Request> requests, int length, String problem, boolean known) {}

  /// Reads the document that begins at a position.
  ///
  /// @throws IOException when it is no JSON, or the bytes end before it does
  public Document read(byte[] bytes, int from, int length) throws IOException {
    requests.clear();
    others.clear();
    try (JsonParser parser = OtlpJson.factory().createParser(bytes, from, length)) {
      OtlpTranscoder.open(parser);
      object(parser);
      for (Request request : requests) {
        MessageDescriptor.checkRequest(request.signal(), request.protobuf());
      }
      int end = (int) parser.currentLocation().getByteOffset();
      return requests.isEmpty() && !others.isEmpty()
          ? new Document(List.of(), end, unknown(), false)
          : new Document(List.copyOf(requests), end, "", !requests.isEmpty());
    } catch (JsonProcessingException noJson) {
      throw noJson;
    } catch (IOException refused) {
      return new Document(
          List.of(), length(bytes, from, length), String.valueOf(refused.getMessage()), true);
    }
  }

  private static int length(byte[] bytes, int from, int length) throws IOException {
    try (JsonParser parser = OtlpJson.factory().createParser(bytes, from, length)) {
      parser.nextToken();
      parser.skipChildren();
      return (int) parser.currentLocation().getByteOffset();
    }
  }

  /// The type of a request's elements.
  private static String resources(OtlpSignal signal) {
    return switch (signal) {
      case TRACES -> "ResourceSpans";
      case LOGS -> "ResourceLogs";
      case METRICS -> "ResourceMetrics";
    };
  }

  private void object(JsonParser parser) throws IOException {
    var bare = new Bare();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (!bare.takes(parser, name) && !wrapped(parser, name)) {
        others.add(name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name);
        parser.skipChildren();
      }
    }
    bare.end();
  }

  /// A `ResourceSpans`, `ResourceLogs` or `ResourceMetrics` that is no element of a request.
  private final class Bare {
    private @Nullable OtlpTranscoder parts;
    private @Nullable OtlpSignal signal;
    private int mark;

    boolean takes(JsonParser parser, String name) throws IOException {
      for (OtlpSignal each : OtlpSignal.values()) {
        String type = resources(each);
        if (OtlpNames.of(type).containsKey(name)) {
          if (parts == null) {
            parts = new OtlpTranscoder();
            parts.begin(true);
            mark = parts.out().begin(RequestFields.RESOURCES);
          }
          parts.part(parser, type, name, 2);
          tells(each, name);
          return true;
        }
      }
      return false;
    }

    /// Resource and schema URL, which the first type has too, are the same in all of them.
    private void tells(OtlpSignal each, String name) throws IOException {
      if (each == OtlpSignal.TRACES
          && OtlpNames.of(resources(OtlpSignal.METRICS)).containsKey(name)) {
        return;
      }
      if (signal != null && signal != each) {
        throw new MalformedMessage("it has scopes of two signals");
      }
      signal = each;
    }

    void end() {
      if (parts != null && signal != null) {
        parts.out().end(mark);
        requests.add(parts.request(signal));
      } else if (parts != null) {
        others.add("resource");
      }
    }
  }

  /// @return whether the field holds requests
  private boolean wrapped(JsonParser parser, String name) throws IOException {
    for (OtlpSignal signal : OtlpSignal.values()) {
      transcoder.begin(true);
      if (transcoder.top(parser, signal, name)) {
        requests.add(transcoder.request(signal));
        return true;
      }
    }
    if (name.equals("trace") && parser.currentToken() == JsonToken.START_OBJECT) {
      object(parser);
      return true;
    }
    if (name.equals(JAEGER) && parser.currentToken() == JsonToken.START_ARRAY) {
      requests.addAll(new JaegerTraces(parser).read());
      return true;
    }
    return false;
  }

  private String unknown() {
    if (others.contains("traceId") && others.contains("id")) {
      return "it is Zipkin's JSON, which is not read: send it through an OpenTelemetry Collector";
    }
    return "it is no OTLP: an object with \""
        + String.join("\", \"", others.subList(0, Math.min(3, others.size())))
        + "\"";
  }
}
