package dev.clew.web.api;

import dev.clew.otlp.codec.JsonDocument;
import dev.clew.projection.GraphLoader;
import dev.clew.projection.GraphView;
import dev.clew.projection.ResourceView;
import dev.clew.projection.RunOverview;
import dev.clew.runs.Run;
import dev.clew.runs.RunJson;
import dev.clew.store.RunFilter;
import dev.clew.store.StoredRun;
import dev.clew.web.view.OutcomeSentence;
import dev.clew.web.view.RunDetailView;
import dev.clew.web.view.RunView;
import dev.clew.web.view.RunsView;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/// Runs.
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public final class RunsResource {
  private static final int TRACES = 500;
  private static final int RESOURCES = 50;
  private static final Duration SETTLING = Duration.ofSeconds(2);
  private static final String SETTLED =
      "true to wait, 2 s at most, until names and states are those of all records that have been"
          + " acknowledged";

  private final ApiContext backend;

  RunsResource(ApiContext backend) {
    this.backend = backend;
  }

  @GET
  @Path("/runs")
  @Operation(summary = "Runs, newest first")
  public RunsView list(
      @QueryParam("state") @Nullable String state,
      @QueryParam("q") @Nullable String text,
      @QueryParam("service") @Nullable String service,
      @QueryParam("branch") @Nullable String branch,
      @QueryParam("name") @Nullable String name,
      @QueryParam("since") @Nullable String since,
      @QueryParam("until") @Nullable String until,
      @QueryParam("minDuration") @Nullable String minDuration,
      @QueryParam("maxDuration") @Nullable String maxDuration,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor,
      @Parameter(description = SETTLED) @QueryParam("settled") @Nullable String settled)
      throws InterruptedException {
    if (Parameters.text(settled).equals("true")) {
      backend.watch.settle(SETTLING);
    }
    RunFilter filter =
        new RunFilter(
            state == null || state.isEmpty() ? Set.of() : Set.of(state.split(",", -1)),
            Parameters.text(text),
            Parameters.text(service),
            Parameters.text(branch),
            Parameters.text(name),
            Parameters.times(since, until, backend.clock),
            Parameters.durations(minDuration, maxDuration));
    int count = Parameters.limit(limit);
    PageCursor before = PageCursor.parse(cursor, PageCursor.END);
    Page<StoredRun> page =
        Page.of(backend.store.runs().list(filter, before.time(), before.id(), count + 1), count);
    return new RunsView(
        page.rows().stream().map(run -> RunView.of(run, backend.digests.of(run))).toList(),
        page.last().map(last -> new PageCursor(last.first(), last.id()).toString()).orElse(null));
  }

  @GET
  @Path("/runs/{id}")
  @Operation(summary = "A run, by its id or an unambiguous prefix of 4 or more characters")
  public RunDetailView run(@PathParam("id") String id) {
    StoredRun run = backend.finder.find(id);
    RunOverview digest = backend.digests.of(run);
    List<ResourceView> resources =
        ResourceView.of(backend.store.scopes().ofRun(run.id(), RESOURCES));
    return new RunDetailView(
        RunView.of(run, digest),
        resources.isEmpty() ? Map.of() : resources.getFirst().attributes(),
        resources,
        new TraceLinks(backend.store).views(backend.store.traces().ofRun(run.id(), TRACES)),
        OutcomeSentence.of(run, digest),
        backend
            .store
            .runs()
            .before(run)
            .map(before -> new RunDetailView.RunReference(before.key()))
            .orElse(null));
  }

  @GET
  @Path("/runs/{id}/graph")
  @Operation(summary = "The executions of workflows of a run, as graphs of nodes")
  public GraphView graph(@PathParam("id") String id) {
    return new GraphLoader(backend.store).of(backend.finder.find(id));
  }

  @GET
  @Path("/runs/{id}/tree")
  @Operation(summary = "A run with its tree and events: what `clew inspect -o json` prints")
  public byte[] tree(@PathParam("id") String id) {
    Run run = backend.story.whole(backend.finder.find(id));
    return JsonDocument.of(json -> RunJson.document(json, run, ""));
  }
}
