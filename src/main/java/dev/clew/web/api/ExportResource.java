package dev.clew.web.api;

import dev.clew.otlp.codec.OtlpJsonWriter;
import dev.clew.otlp.codec.OtlpSignal;
import dev.clew.runs.RunIds;
import dev.clew.store.StoredRun;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// Runs as OTLP/JSON Lines.
@Path("/api/v1")
public final class ExportResource {
  private final ApiContext backend;

  ExportResource(ApiContext backend) {
    this.backend = backend;
  }

  @GET
  @Path("/runs/{id}/export")
  @Produces("application/x-ndjson")
  @Operation(summary = "A whole run as it came in, as OTLP/JSON Lines")
  public Response export(
      @PathParam("id") String id,
      @QueryParam("signal") @Nullable String signal,
      @Context HttpServerResponse response) {
    StoredRun run = backend.finder.find(id);
    List<OtlpSignal> wanted = signals(signal);
    StreamingOutput lines =
        out ->
            write(
                response,
                out,
                wanted,
                (each, line) -> backend.store.export().run(run.id(), each, line));
    String file = RunIds.fileName(run.key()) + ".jsonl";
    return Response.ok(lines)
        .header("Content-Disposition", "attachment; filename=\"" + file + "\"")
        .build();
  }

  @GET
  @Path("/no-run/export")
  @Produces("application/x-ndjson")
  @Operation(summary = "The records that belong to no run, as OTLP/JSON Lines")
  public Response noRun(
      @QueryParam("signal") @Nullable String signal, @Context HttpServerResponse response) {
    List<OtlpSignal> wanted = signals(signal);
    StreamingOutput lines =
        out ->
            write(response, out, wanted, (each, line) -> backend.store.export().noRun(each, line));
    return Response.ok(lines)
        .header("Content-Disposition", "attachment; filename=\"no-run.jsonl\"")
        .build();
  }

  /// Shows the requests of a signal.
  @FunctionalInterface
  private interface Requests {
    void each(OtlpSignal signal, Predicate<byte[]> visitor);
  }

  private static List<OtlpSignal> signals(@Nullable String wanted) {
    if (wanted == null || wanted.isEmpty()) {
      return List.of(OtlpSignal.values());
    }
    return Arrays.stream(OtlpSignal.values())
        .filter(each -> each.label().equals(wanted))
        .findFirst()
        .map(List::of)
        .orElseThrow(
            () -> new BadRequest("signal is \"" + wanted + "\"; it is traces, logs or metrics."));
  }

  private void write(
      HttpServerResponse response, OutputStream out, List<OtlpSignal> signals, Requests requests)
      throws IOException {
    try (OutputStream reader = backend.readers.enter(response, out)) {
      OtlpJsonWriter json = new OtlpJsonWriter(reader);
      for (OtlpSignal signal : signals) {
        requests.each(signal, request -> line(json, signal, request));
      }
      json.flush();
    } catch (UncheckedIOException gone) {
      throw gone.getCause();
    }
  }

  private static boolean line(OtlpJsonWriter json, OtlpSignal signal, byte[] request) {
    try {
      json.write(request, 0, request.length, "Request." + signal.label());
      json.raw("\n");
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
