package dev.clew.web;

import dev.clew.store.StoredTrace;
import dev.clew.store.TraceFilter;
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
  private final Backend backend;

  TracesResource(Backend backend) {
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
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    TraceFilter filter =
        new TraceFilter(
            Parameters.text(text),
            Parameters.text(service),
            "error".equals(status),
            Parameters.duration("minDuration", minDuration, 0),
            Parameters.duration("maxDuration", maxDuration, Long.MAX_VALUE),
            Parameters.time("since", since, backend.clock, 0),
            Parameters.time("until", until, backend.clock, Long.MAX_VALUE));
    int count = Parameters.limit(limit);
    List<StoredTrace> traces =
        backend.store.traces().list(filter, LogFollowing.stored(cursor, Long.MAX_VALUE), count + 1);
    List<StoredTrace> page = traces.subList(0, Math.min(count, traces.size()));
    return new TracesView(
        page.stream().map(trace -> TraceView.of(trace, backend.store.scopes(), List.of())).toList(),
        traces.size() > count ? Long.toString(page.getLast().id()) : null);
  }
}
