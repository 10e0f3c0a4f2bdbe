package dev.clew.web.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.store.LogReads;
import dev.clew.store.StoredRun;
import dev.clew.web.view.LogView;
import dev.clew.web.view.LogsView;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// Log records: of a run or everywhere, once or followed.
@Path("/api/v1")
public final class LogsResource {
  /// JSON is the default for `Accept: */*`.
  private static final String FOLLOWED = MediaType.SERVER_SENT_EVENTS + ";qs=0.5";

  private static final int MAX_BUCKETS = 2000;
  private static final int MATCHES = 2000;

  private final ApiContext backend;
  private final ObjectMapper json;

  LogsResource(ApiContext backend, ObjectMapper json) {
    this.backend = backend;
    this.json = json;
  }

  @GET
  @Path("/runs/{id}/logs")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "The log records of a run, by time")
  public LogsView ofRun(
      @PathParam("id") String id,
      @BeanParam LogParameters wanted,
      @Context HttpServerResponse response) {
    StoredRun run = backend.finder.find(id);
    boolean back = wanted.back(false);
    PageCursor from = PageCursor.parse(wanted.cursor, back ? PageCursor.END : PageCursor.START);
    int limit = Parameters.limit(wanted.limit);
    return search(wanted, limit, response, search -> search.ofRun(run, from, back));
  }

  @GET
  @Path("/logs")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Log records of all runs and of none, those first that came in last")
  public LogsView everywhere(
      @BeanParam LogParameters wanted, @Context HttpServerResponse response) {
    long before = LogFollowing.stored(wanted.cursor, Long.MAX_VALUE);
    int limit = Parameters.limit(wanted.limit);
    return search(wanted, limit, response, search -> search.everywhere(before));
  }

  private LogsView search(
      LogParameters wanted,
      int limit,
      HttpServerResponse response,
      Function<LogSearch, LogsView> search) {
    LogFilter filter = wanted.filter(backend.clock);
    Supplier<LogsView> slice =
        () ->
            search.apply(
                new LogSearch(
                    backend.store,
                    filter,
                    limit,
                    SearchLimits.from(System.nanoTime(), backend.stopping(response::closed))));
    return filter.regex().isEmpty() ? slice.get() : backend.searches.search(slice);
  }

  @GET
  @Path("/runs/{id}/logs")
  @Produces(FOLLOWED)
  @Operation(summary = "The log records of a run, and then those that come in")
  public void followRun(
      @PathParam("id") String id,
      @BeanParam LogParameters wanted,
      @HeaderParam("Last-Event-ID") @Nullable String lastId,
      @Context Sse sse,
      @Context SseEventSink sink,
      @Context HttpServerResponse response) {
    StoredRun run = backend.finder.find(id);
    String from = lastId == null || lastId.isEmpty() ? wanted.cursor : lastId;
    new LogFollowing(
            backend, run, wanted.filter(backend.clock), new EventStream(sse, sink, response, json))
        .start(from);
  }

  @GET
  @Path("/logs")
  @Produces(FOLLOWED)
  @Operation(summary = "Log records that come in")
  public void follow(
      @BeanParam LogParameters wanted,
      @HeaderParam("Last-Event-ID") @Nullable String lastId,
      @Context Sse sse,
      @Context SseEventSink sink,
      @Context HttpServerResponse response) {
    String from = lastId == null || lastId.isEmpty() ? wanted.cursor : lastId;
    new LogFollowing(
            backend, null, wanted.filter(backend.clock), new EventStream(sse, sink, response, json))
        .start(from);
  }

  /// Records over time.
  ///
  /// @param base nanoseconds since 1970 at which the first step begins
  /// @param counts records of each step; `errors` those of level error and above
  public record HistogramView(String base, long stepNanos, List<Long> counts, List<Long> errors) {}

  @GET
  @Path("/runs/{id}/logs/histogram")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "How many records a run has over time")
  public HistogramView histogram(
      @PathParam("id") String id,
      @QueryParam("buckets") @Nullable String steps,
      @BeanParam LogParameters wanted) {
    int buckets = Parameters.whole("buckets", steps, 200, MAX_BUCKETS);
    StoredRun run = backend.finder.find(id);
    LogFilter filter = wanted.filter(backend.clock);
    long first = Math.max(run.first(), filter.since());
    long last = Math.max(first, Math.min(run.last(), filter.until()));
    long step = Math.max(1, (last - first) / buckets + 1);
    long[] counts = new long[buckets];
    long[] errors = new long[buckets];
    for (LogReads.Bar bar : backend.store.logs().histogram(run.id(), first, step, last)) {
      counts[bar.step()] = bar.records();
      errors[bar.step()] = bar.errors();
    }
    return new HistogramView(
        Long.toString(first),
        step,
        Arrays.stream(counts).boxed().toList(),
        Arrays.stream(errors).boxed().toList());
  }

  /// Where in a run's records a search finds something.
  ///
  /// @param offsets places of the first of them, as shares of the run's time
  /// @param complete whether all records were looked at
  public record MatchesView(long total, List<Double> offsets, boolean complete) {}

  @GET
  @Path("/runs/{id}/logs/matches")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Where in a run's records a search finds something")
  public MatchesView matches(
      @PathParam("id") String id,
      @BeanParam LogParameters wanted,
      @Context HttpServerResponse response) {
    StoredRun run = backend.finder.find(id);
    LogsView found =
        search(wanted, MATCHES, response, search -> search.ofRun(run, PageCursor.START, false));
    double length = Math.max(1, run.last() - run.first());
    List<Double> offsets = new ArrayList<>();
    for (LogView log : found.logs()) {
      offsets.add((Long.parseLong(log.timeNanos()) - run.first()) / length);
    }
    return new MatchesView(offsets.size(), offsets, found.next() == null);
  }
}
