package dev.clew.web.api;

import dev.clew.store.StoredTrace;
import dev.clew.store.TraceFilter;
import dev.clew.web.view.TraceView;
import dev.clew.web.view.TracesView;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// Traces of all runs.
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public final class TracesResource {
  private final ApiContext backend;

  TracesResource(ApiContext backend) {
    this.backend = backend;
  }

  @GET
  @Path("/traces")
  @Operation(summary = "Traces, those first that came in last")
  public TracesView list(
      @QueryParam("q") @Nullable String text,
      @QueryParam("service") @Nullable String service,
      @QueryParam("status") @Nullable String status,
      @QueryParam("minDuration") @Nullable String minDuration,
      @QueryParam("maxDuration") @Nullable String maxDuration,
      @QueryParam("since") @Nullable String since,
      @QueryParam("until") @Nullable String until,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    TraceFilter filter =
        new TraceFilter(
            Parameters.text(text),
            Parameters.text(service),
            "error".equals(status),
            Parameters.times(since, until, backend.clock),
            Parameters.durations(minDuration, maxDuration));
    int count = Parameters.limit(limit);
    long before = LogFollowing.stored(cursor, Long.MAX_VALUE);
    Page<StoredTrace> page = Page.of(backend.store.traces().list(filter, before, count + 1), count);
    return new TracesView(
        page.rows().stream()
            .map(trace -> TraceView.of(trace, backend.store.scopes(), List.of()))
            .toList(),
        page.last().map(last -> Long.toString(last.id())).orElse(null));
  }
}
