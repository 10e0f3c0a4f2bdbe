package dev.clew.web.api;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.otlp.codec.JsonDocument;
import dev.clew.otlp.codec.OtlpJsonWriter;
import dev.clew.record.PlainValues;
import dev.clew.runs.Run;
import dev.clew.runs.RunNode;
import dev.clew.runs.State;
import dev.clew.store.StoredLog;
import dev.clew.store.StoredRun;
import dev.clew.store.StoredScope;
import dev.clew.store.StoredSpan;
import dev.clew.store.StoredTrace;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// Spans: as tables of a run or trace, and one by one.
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public final class SpansResource {
  private static final int LIMIT = 200_000;

  /// So many links come with a table.
  private static final int LINKS = 20_000;

  private final ApiContext backend;

  SpansResource(ApiContext backend) {
    this.backend = backend;
  }

  @GET
  @Path("/runs/{id}/spans")
  @Operation(summary = "The spans of a run as a table, and what has started and not ended")
  public byte[] ofRun(
      @PathParam("id") String id,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable String limit) {
    StoredRun run = backend.finder.find(id);
    long from = after(after);
    int most = limit(limit);
    SpanTable table =
        new SpanTable(
            backend.store, run.id(), run.first(), from == 0 ? Math.min(most, run.spans()) : 0);
    long last = backend.store.spans().tableOfRun(run.id(), run.first(), from, most, table::add);
    backend.store.links().ofRun(run.id(), from, last, LINKS, table::link);
    if (run.facts().open() || run.facts().state().equals("interrupted")) {
      Run story = backend.story.outline(run);
      story.roots().forEach(root -> open(root, table));
    }
    return table.finish(last);
  }

  private static void open(RunNode node, SpanTable table) {
    if (node.state() instanceof State.Running || node.state() instanceof State.Interrupted) {
      table.open(
          node.spanId(),
          node.parentSpanId(),
          node.traceId(),
          node.name(),
          node.startNanos(),
          node.kind() == RunNode.Kind.STAGE);
    }
    node.children().forEach(child -> open(child, table));
  }

  @GET
  @Path("/traces/{traceId}/spans")
  @Operation(summary = "The spans of a trace as a table")
  public byte[] ofTrace(
      @PathParam("traceId") String traceId,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable String limit) {
    StoredTrace trace = trace(traceId);
    long from = after(after);
    int most = limit(limit);
    SpanTable table =
        new SpanTable(
            backend.store, 0, trace.first(), from == 0 ? Math.min(most, trace.spans()) : 0);
    long last =
        backend.store.spans().tableOfTrace(trace.id(), trace.first(), from, most, table::add);
    backend.store.links().ofTrace(trace.id(), from, last, LINKS, table::link);
    return table.finish(last);
  }

  private StoredTrace trace(String traceId) {
    return backend
        .store
        .traces()
        .byTraceId(HexIds.trace(traceId))
        .orElseThrow(() -> new ClewError(ErrorCode.E020, "No trace has the id " + traceId + "."));
  }

  private static int limit(@Nullable String limit) {
    return Parameters.whole("limit", limit, LIMIT, LIMIT);
  }

  private static long after(@Nullable String cursor) {
    try {
      return cursor == null || cursor.isEmpty() ? 0 : Long.parseLong(cursor);
    } catch (NumberFormatException e) {
      throw new BadRequest("after is \"" + cursor + "\"; take `cursor` of an answer.");
    }
  }

  @GET
  @Path("/spans/{traceId}/{spanId}")
  @Operation(summary = "A span, its resource and scope as OTLP/JSON")
  public byte[] span(
      @PathParam("traceId") String traceId,
      @PathParam("spanId") String spanId,
      @QueryParam("kind") @Nullable String kind,
      @QueryParam("service") @Nullable String service) {
    StoredSpan span =
        backend
            .store
            .spans()
            .find(
                HexIds.trace(traceId),
                HexIds.span(spanId),
                kind == null || kind.isEmpty() ? -1 : kind(kind),
                Parameters.text(service))
            .orElseThrow(
                () -> new ClewError(ErrorCode.E025, "span " + spanId + " of trace " + traceId));
    StoredScope scope = backend.store.scopes().get(span.scope());
    byte[] scopeData = scope.data();
    return JsonDocument.of(
        json -> {
          json.writeStartObject();
          json.writeFieldName("span");
          json.writeRawValue(otlpJson(span.data(), "Span"));
          json.writeFieldName("resource");
          json.writeRawValue(otlpJson(scope.resourceData(), "Resource"));
          json.writeFieldName("scope");
          json.writeRawValue(
              scopeData == null ? "{}" : otlpJson(scopeData, "InstrumentationScope"));
          json.writeStringField("resourceSchemaUrl", scope.resourceSchemaUrl());
          json.writeStringField("scopeSchemaUrl", scope.schemaUrl());
          json.writeStringField("run", trace(traceId).run());
          json.writeArrayFieldStart("outputTail");
          for (String line : outputTail(span)) {
            json.writeString(line);
          }
          json.writeEndArray();
          new SpanLinks(backend.store).write(json, traceId, span);
          json.writeEndObject();
        });
  }

  private static int kind(String number) {
    try {
      return Integer.parseInt(number);
    } catch (NumberFormatException e) {
      throw new BadRequest("kind is \"" + number + "\"; it is one of OTLP's numbers.");
    }
  }

  private static String otlpJson(byte[] message, String type) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream(message.length * 2);
    OtlpJsonWriter writer = new OtlpJsonWriter(text);
    writer.write(message, 0, message.length, type);
    writer.flush();
    return text.toString(StandardCharsets.UTF_8);
  }

  /// The last output of a command that failed, which the event of its end carries.
  private List<String> outputTail(StoredSpan span) {
    long run = backend.store.spans().run(span.id());
    return backend
        .store
        .logs()
        .event(run, span.span(), log -> log.trace() == span.trace() && tail(log) instanceof String)
        .map(SpansResource::tail)
        .map(tail -> tail.toString().lines().toList())
        .orElse(List.of());
  }

  private static @Nullable Object tail(StoredLog log) {
    return PlainValues.of(log.data(), 6).get("clew.output.tail");
  }
}
