package dev.clew.web.api;

import dev.clew.store.MetricReads;
import dev.clew.store.StoredMetric;
import dev.clew.store.StoredPoint;
import dev.clew.store.StoredRun;
import dev.clew.web.view.MetricsView;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// Metrics: of a run or everywhere.
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public final class MetricsResource {
  private static final int POINTS = 20_000;
  private static final int METRICS = 500;

  /// Of the points of an answer. What does not fit is left out.
  private static final long BYTES = 64 << 20;

  /// What a point takes beside its message.
  private static final int POINT = 100;

  private final ApiContext backend;

  MetricsResource(ApiContext backend) {
    this.backend = backend;
  }

  @GET
  @Path("/runs/{id}/metrics")
  @Operation(summary = "What a run measured")
  public MetricsView ofRun(
      @PathParam("id") String id,
      @QueryParam("name") @Nullable String name,
      @QueryParam("after") @Nullable String after) {
    StoredRun run = backend.finder.find(id);
    long from = LogFollowing.stored(after, 0);
    MetricReads metrics = backend.store.metrics();
    SeriesCollector table = new SeriesCollector(backend.store.scopes(), run.first(), from);
    long[] left = {BYTES};
    for (StoredMetric metric : metrics.ofRun(run.id(), Parameters.text(name))) {
      List<StoredPoint> points = new ArrayList<>();
      metrics.points(
          metric.id(), run.id(), from, POINTS, point -> fits(left, point) && points.add(point));
      table.add(metric, run.key(), points);
    }
    return table.view();
  }

  @GET
  @Path("/metrics-data")
  @Operation(summary = "The points of a metric, whatever run they are of")
  public MetricsView everywhere(
      @Context UriInfo address,
      @QueryParam("name") @Nullable String name,
      @QueryParam("service") @Nullable String service,
      @QueryParam("since") @Nullable String since,
      @QueryParam("until") @Nullable String until) {
    // A metric may have an empty name, which the parameter above does not tell from none.
    String wanted = address.getQueryParameters().getFirst("name");
    if (wanted == null) {
      throw new BadRequest("name says which metric.");
    }
    long from = Parameters.time("since", since, backend.clock, 0);
    long to = Parameters.time("until", until, backend.clock, Long.MAX_VALUE);
    MetricReads metrics = backend.store.metrics();
    List<StoredMetric> found = metrics.byName(wanted, Parameters.text(service), METRICS);
    int each = Math.max(10, POINTS / Math.max(1, found.size()));
    List<List<StoredPoint>> points = new ArrayList<>();
    long base = Long.MAX_VALUE;
    long[] left = {BYTES};
    for (StoredMetric metric : found) {
      List<StoredPoint> newest = new ArrayList<>();
      metrics.newest(metric.id(), from, to, each, point -> fits(left, point) && newest.add(point));
      points.add(newest.reversed());
      base = Math.min(base, first(newest.reversed()));
    }
    SeriesCollector table =
        new SeriesCollector(backend.store.scopes(), base == Long.MAX_VALUE ? 0 : base, 0);
    for (int i = 0; i < found.size(); i++) {
      table.add(found.get(i), run(points.get(i)), points.get(i));
    }
    return table.view();
  }

  private static boolean fits(long[] left, StoredPoint point) {
    left[0] -= POINT + point.data().length;
    return left[0] >= 0;
  }

  /// The first time that is known.
  private static long first(List<StoredPoint> points) {
    return points.stream()
        .mapToLong(StoredPoint::time)
        .filter(time -> time != 0)
        .findFirst()
        .orElse(Long.MAX_VALUE);
  }

  private String run(List<StoredPoint> points) {
    return points.isEmpty() || points.getFirst().run() == 0
        ? ""
        : backend.store.runs().byId(points.getFirst().run()).map(StoredRun::key).orElse("");
  }

  /// A metric and who measures it.
  public record NameView(String name, String unit, String kind, List<String> services) {}

  /// The metrics there are.
  public record NamesView(List<NameView> metrics) {}

  @GET
  @Path("/metrics-data/names")
  @Operation(summary = "The metrics there are")
  public NamesView names() {
    return new NamesView(
        backend.store.metrics().names().stream()
            .map(
                each ->
                    new NameView(
                        each.name(),
                        each.unit(),
                        SeriesCollector.kind(each.kind()),
                        each.services()))
            .toList());
  }
}
