package dev.clew.runs;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.clew.otlp.codec.OtlpTime;
import dev.clew.record.SpanEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;

/// Runs and their trees as JSON; see docs/reference/json-output.md.
public final class RunJson {
  private RunJson() {}

  /// The fields of a run, without its tree.
  ///
  /// @param delivery how it stands with a backend; empty where nothing is to be delivered
  public static void fields(JsonGenerator json, Run run, String delivery) throws IOException {
    json.writeStringField("id", run.id());
    json.writeStringField("name", run.name());
    json.writeStringField("title", run.title());
    outcome(json, run.state());
    times(json, run.state(), run.startNanos(), run.endNanos());
    json.writeArrayFieldStart("services");
    for (String service : run.services()) {
      json.writeString(service);
    }
    json.writeEndArray();
    json.writeNumberField("stages", run.stages());
    switch (run.origin()) {
      case Origin.LocalFile(Path path, long size, long damaged) -> {
        json.writeStringField("file", path.toString());
        json.writeNumberField("sizeBytes", size);
        json.writeNumberField("damagedLines", damaged);
      }
      case Origin.Server(String url) -> json.writeStringField("server", url);
    }
    JsonFields.text(json, "delivery", delivery);
    if (run.summary().isPresent()) {
      json.writeObjectFieldStart("summary");
      summary(json, run.summary().get());
      json.writeEndObject();
    }
  }

  /// The whole run: fields, span tree and events.
  public static void document(JsonGenerator json, Run run, String delivery) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("run");
    fields(json, run, delivery);
    json.writeEndObject();
    json.writeArrayFieldStart("spans");
    for (RunNode root : run.roots()) {
      node(json, root);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("events");
    for (var event : run.events()) {
      LogJson.write(json, event);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void node(JsonGenerator json, RunNode node) throws IOException {
    json.writeStartObject();
    JsonFields.text(json, "traceId", node.traceId());
    JsonFields.text(json, "spanId", node.spanId());
    JsonFields.text(json, "parentSpanId", node.parentSpanId());
    json.writeStringField("name", node.name());
    json.writeStringField(
        "kind",
        switch (node.kind()) {
          case RUN -> "run";
          case STAGE -> "stage";
          case SPAN -> "span";
        });
    outcome(json, node.state());
    times(json, node.state(), node.startNanos(), node.endNanos());
    if (!node.outputTail().isEmpty()) {
      json.writeArrayFieldStart("outputTail");
      for (String line : node.outputTail()) {
        json.writeString(line);
      }
      json.writeEndArray();
    }
    JsonFields.text(json, "statusMessage", node.statusMessage());
    exceptions(json, node);
    JsonFields.attributes(json, "attributes", node.attributes());
    json.writeArrayFieldStart("children");
    for (RunNode child : node.children()) {
      node(json, child);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void exceptions(JsonGenerator json, RunNode node) throws IOException {
    if (node.exceptions().isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("exceptions");
    for (SpanEntry.SpanEvent exception : node.exceptions()) {
      json.writeStartObject();
      JsonFields.time(json, "time", exception.timeNanos());
      JsonFields.text(json, "type", exception.attributes().text("exception.type"));
      JsonFields.text(json, "message", exception.attributes().text("exception.message"));
      JsonFields.text(json, "stacktrace", exception.attributes().text("exception.stacktrace"));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void outcome(JsonGenerator json, State state) throws IOException {
    json.writeStringField("state", state.word());
    OptionalInt code = state.exitCode();
    if (code.isPresent()) {
      json.writeNumberField("exitCode", code.getAsInt());
    }
    if (state.isTimedOut()) {
      json.writeBooleanField("timedOut", true);
    }
  }

  private static void times(JsonGenerator json, State state, long startNanos, long endNanos)
      throws IOException {
    JsonFields.time(json, "startTime", startNanos);
    boolean ended = state instanceof State.Ok || state instanceof State.Failed;
    JsonFields.time(json, "endTime", ended ? endNanos : 0);
    if (OtlpTime.isPeriod(startNanos, endNanos)) {
      json.writeNumberField("durationSeconds", (endNanos - startNanos) / 1e9);
    }
  }

  /// The fields of a summary.
  public static void summary(JsonGenerator json, RunSummary summary) throws IOException {
    JsonFields.number(json, "outputLines", summary.outputLines());
    JsonFields.number(json, "outputBytes", summary.outputBytes());
    JsonFields.number(json, "peakMemoryBytes", summary.peakMemory());
    JsonFields.number(json, "cacheHits", summary.cacheHits());
    JsonFields.number(json, "cacheMisses", summary.cacheMisses());
    JsonFields.text(json, "sink", summary.sink());
    JsonFields.number(json, "deliveredRecords", summary.confirmed());
  }
}
