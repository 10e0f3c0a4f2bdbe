package dev.clew.web.api;

import dev.clew.otlp.codec.JsonDocument;
import dev.clew.runs.RunJson;
import dev.clew.runs.compare.Comparison;
import dev.clew.runs.compare.ComparisonJson;
import dev.clew.store.StoredRun;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// Two runs beside each other.
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public final class CompareResource {
  private final ApiContext backend;

  CompareResource(ApiContext backend) {
    this.backend = backend;
  }

  @GET
  @Path("/compare")
  @Operation(summary = "What differs between two runs: what `clew compare -o json` prints")
  public byte[] compare(@QueryParam("a") @Nullable String a, @QueryParam("b") @Nullable String b) {
    if (a == null || b == null) {
      throw new BadRequest("a and b name the two runs.");
    }
    StoredRun first = backend.finder.find(a);
    StoredRun second = backend.finder.find(b);
    Comparison comparison = Comparison.of(backend.story.whole(first), backend.story.whole(second));
    return JsonDocument.of(
        json -> ComparisonJson.write(json, comparison, (out, run) -> RunJson.fields(out, run, "")));
  }
}
