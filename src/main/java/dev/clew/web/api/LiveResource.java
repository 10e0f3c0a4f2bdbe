package dev.clew.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.error.ClewError;
import dev.clew.projection.RatesView;
import dev.clew.store.StoredRun;
import dev.clew.web.view.RunView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// What changes, at most four times a second.
@Path("/api/v1")
public final class LiveResource {
  private static final long KEEP_ALIVE_MILLIS = 15_000;
  private static final long PAUSE_MILLIS = 250;
  private static final int RUNS = 200;

  private final ApiContext backend;
  private final ObjectMapper json;

  LiveResource(ApiContext backend, ObjectMapper json) {
    this.backend = backend;
    this.json = json;
  }

  /// A change.
  ///
  /// @param runs the ids of runs that have more records or other facts
  /// @param gap whether runs may have changed that are not named
  /// @param run of a stream of one run: as lists have it
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record TickView(RatesView rates, List<String> runs, boolean gap, @Nullable RunView run) {}

  @GET
  @Path("/live")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(summary = "Which runs change, as events named tick")
  public void live(
      @QueryParam("run") @Nullable String run,
      @Context Sse sse,
      @Context SseEventSink sink,
      @Context HttpServerResponse response) {
    Optional<StoredRun> wanted =
        run == null || run.isEmpty() ? Optional.empty() : Optional.of(backend.finder.find(run));
    EventStream stream = new EventStream(sse, sink, response, json);
    stream.open();
    Thread.ofVirtual().name("clew-live").start(() -> follow(stream, wanted));
  }

  private void follow(EventStream stream, Optional<StoredRun> wanted) {
    try {
      long seen = backend.arrivals.number();
      boolean there = stream.send("tick", "", tick(Set.of(), false, wanted));
      while (there) {
        boolean changed = backend.arrivals.await(seen, KEEP_ALIVE_MILLIS);
        Set<Long> runs = backend.arrivals.runsSince(seen);
        boolean gap = backend.arrivals.gap(seen) || runs.size() > RUNS;
        seen = backend.arrivals.number();
        if (!changed || wanted.isEmpty() || runs.contains(wanted.get().id())) {
          there = stream.send("tick", "", tick(runs, gap, wanted));
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ClewError | NoSuchElementException unreadable) {
      // The daemon ends, or the run was removed: whoever asks again is told.
    } finally {
      stream.close();
    }
  }

  private TickView tick(Set<Long> runs, boolean gap, Optional<StoredRun> wanted) {
    List<String> keys =
        runs.stream()
            .limit(RUNS)
            .map(id -> backend.store.runs().byId(id).map(StoredRun::key).orElse(null))
            .filter(Objects::nonNull)
            .toList();
    RunView run =
        wanted
            .flatMap(each -> backend.store.runs().byId(each.id()))
            .map(each -> RunView.of(each, backend.digests.of(each)))
            .orElse(null);
    return new TickView(backend.arrivals.rates(), keys, gap, run);
  }
}
