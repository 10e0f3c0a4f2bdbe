package dev.clew.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.clew.projection.RatesView;
import dev.clew.store.Cursor;
import dev.clew.store.Retention;
import dev.clew.store.RunReads;
import dev.clew.store.Store;
import dev.clew.time.EpochNanos;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// The backend itself: how it stands, what there is to choose from, and making room.
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public final class StatusResource {
  /// Connections on which nothing moves for minutes are closed.
  private static final long PRUNE_NANOS = 30_000_000_000L;

  private final ApiContext backend;

  StatusResource(ApiContext backend) {
    this.backend = backend;
  }

  /// How the backend stands.
  ///
  /// @param startTime when it was started
  /// @param otlp addresses that take OTLP
  /// @param auth whether it demands a token
  /// @param fleet whether it is the control plane of a fleet
  public record StatusView(
      String version,
      @Nullable String startTime,
      StoreView store,
      List<String> otlp,
      RatesView rates,
      boolean auth,
      boolean fleet,
      List<String> runIdAttributes) {}

  /// What the store holds.
  ///
  /// @param records stored so far, those included that were removed
  public record StoreView(
      long bytes, RecordsView records, long runs, Map<String, Long> runsByState) {}

  /// Numbers of records.
  public record RecordsView(long spans, long logs, long points) {}

  @GET
  @Path("/status")
  @Operation(summary = "How the backend stands")
  public StatusView status() {
    Store store = backend.store;
    Cursor newest = store.newest();
    Map<String, Long> states = store.runs().byState();
    return new StatusView(
        backend.about.version(),
        EpochNanos.rfc3339(backend.started),
        new StoreView(
            store.bytes(),
            new RecordsView(newest.span(), newest.log(), newest.point()),
            states.values().stream().mapToLong(Long::longValue).sum(),
            states),
        backend.about.otlp(),
        backend.arrivals.rates(),
        backend.about.auth(),
        backend.about.fleet(),
        store.runIdAttributes());
  }

  /// Values of a field.
  public record ValuesView(List<String> values) {}

  @GET
  @Path("/suggest")
  @Operation(summary = "Values of a field (service, branch, name, event) that start with a text")
  public ValuesView suggest(
      @QueryParam("field") @Nullable String field, @QueryParam("prefix") @Nullable String prefix) {
    for (RunReads.Suggested each : RunReads.Suggested.values()) {
      if (each.name().equalsIgnoreCase(Parameters.text(field))) {
        return new ValuesView(backend.store.runs().suggest(each, Parameters.text(prefix)));
      }
    }
    throw new BadRequest("field is \"" + field + "\"; it is service, branch, name or event.");
  }

  /// Names of services.
  public record ServicesView(List<String> services) {}

  @GET
  @Path("/services")
  @Operation(summary = "The services that have sent something")
  public ServicesView services() {
    return new ServicesView(backend.store.scopes().services());
  }

  /// What to remove; what is not said is as the backend's settings say.
  ///
  /// @param olderThan runs that nothing was added to for this long, such as `30d`
  /// @param maxBytes the oldest runs and records, until the store is no larger
  /// @param keep the oldest runs, until no more are left
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record PruneRequest(
      @Nullable String olderThan,
      @Nullable Long maxBytes,
      @Nullable Long keep,
      @Nullable Boolean dryRun) {}

  /// What was removed, or would be.
  ///
  /// @param noRun how many records of no run
  /// @param bytes of all these records
  /// @param running how many more would have to go, and stay because they have not ended
  /// @param more whether there may be more to remove: asked again, it goes on
  public record PruneView(
      List<String> removed, long noRun, long bytes, long running, boolean more) {}

  @POST
  @Path("/prune")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Removes old runs and records")
  public PruneView prune(@Nullable PruneRequest request) {
    if (request == null) {
      throw new BadRequest("The body is an object; {} removes what the settings say.");
    }
    long begin = System.nanoTime();
    Retention retention = backend.store.retention();
    Retention.Limits usual = retention.limits();
    Duration age =
        Parameters.text(request.olderThan()).isEmpty()
            ? usual.maxAge()
            : Duration.ofNanos(Parameters.duration("olderThan", request.olderThan(), 0));
    Retention.Removed removed =
        retention.apply(
            new Retention.Limits(
                age,
                amount("maxBytes", request.maxBytes(), usual.maxBytes()),
                amount("keep", request.keep(), usual.maxRuns())),
            Boolean.TRUE.equals(request.dryRun()),
            () -> System.nanoTime() - begin > PRUNE_NANOS);
    if (!Boolean.TRUE.equals(request.dryRun()) && !removed.runs().isEmpty()) {
      backend.arrivals.removed();
    }
    return new PruneView(
        removed.runs(), removed.noRun(), removed.bytes(), removed.running(), removed.more());
  }

  private static long amount(String name, @Nullable Long value, long otherwise) {
    if (value != null && value < 0) {
      throw new BadRequest(name + " is " + value + "; it is 0 or more.");
    }
    return value == null ? otherwise : value;
  }
}
