package dev.clew.fleet.api;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.fleet.identity.Caller;
import dev.clew.fleet.identity.Role;
import dev.clew.fleet.job.Job;
import dev.clew.fleet.job.JobSpec;
import dev.clew.fleet.server.Fleet;
import dev.clew.runfile.RunId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// Jobs.
@Path("/api/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
public final class JobsResource {
  private static final int MOST = 1000;
  private static final int CREATED = 201;

  private final FleetContext context;

  JobsResource(FleetContext context) {
    this.context = context;
  }

  /// A job that is wanted.
  ///
  /// @param target a node's name, `label=value`, `any` or `all`
  /// @param command program and arguments
  /// @param environment further variables
  /// @param directory on the machines; empty or missing: the agent's
  /// @param timeoutMillis of each attempt; 0 or missing: none
  /// @param retries further attempts on each machine
  /// @param debug whether what it prints is recorded; missing: no
  /// @param runId the run that it is part of; missing: one of its own
  @RegisterForReflection
  public record JobRequest(
      @Nullable String target,
      @Nullable List<String> command,
      @Nullable Map<String, String> environment,
      @Nullable String directory,
      @Nullable Long timeoutMillis,
      @Nullable Integer retries,
      @Nullable Boolean debug,
      @Nullable String runId) {
    JobSpec spec() {
      return new JobSpec(
              target == null ? "" : target,
              command == null ? List.of() : command,
              environment == null ? Map.of() : environment,
              directory == null ? "" : directory,
              timeoutMillis == null ? 0 : timeoutMillis,
              retries == null ? 0 : retries,
              Boolean.TRUE.equals(debug))
          .checked();
    }
  }

  /// Jobs, the newest first.
  @RegisterForReflection
  public record JobsView(List<JobView> jobs) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Sends a command to machines; the header traceparent is continued there")
  public Response submit(@Nullable JobRequest request, @Context HttpHeaders headers) {
    if (request == null) {
      throw new ClewError(ErrorCode.E001, "The body is an object with target and command.");
    }
    Caller caller = context.caller(headers);
    caller.require(Role.OPERATE, "submitting a job");
    Fleet fleet = context.fleet();
    RunId run =
        request.runId() == null || request.runId().isEmpty()
            ? RunId.random(new SecureRandom())
            : new RunId(request.runId());
    Job job =
        fleet.jobs().submit(request.spec(), run.hex(), FleetContext.traceparent(headers), caller);
    return Response.status(CREATED).entity(JobView.of(job, fleet.jobs())).build();
  }

  @GET
  @Operation(summary = "The jobs of the last seven days, the newest first")
  public JobsView jobs(
      @QueryParam("state") @Nullable String state,
      @QueryParam("limit") @Nullable Integer limit,
      @Context HttpHeaders headers) {
    Fleet fleet = context.seen(headers);
    return new JobsView(
        fleet.jobs().all().stream()
            .filter(job -> state == null || state.isEmpty() || job.state().label().equals(state))
            .limit(limit == null ? MOST : Math.clamp(limit, 1, MOST))
            .map(job -> JobView.of(job, fleet.jobs()))
            .toList());
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "A job, by its id or the start of it")
  public JobView job(@PathParam("id") String id, @Context HttpHeaders headers) {
    Fleet fleet = context.seen(headers);
    return JobView.of(fleet.jobs().find(id), fleet.jobs());
  }

  @POST
  @Path("/{id}/cancel")
  @Operation(summary = "Tells the machines of a job to end it: TERM, and KILL ten seconds later")
  public JobView cancel(@PathParam("id") String id, @Context HttpHeaders headers) {
    Caller caller = context.caller(headers);
    caller.require(Role.OPERATE, "cancelling a job");
    Fleet fleet = context.fleet();
    return JobView.of(fleet.jobs().cancel(id, caller), fleet.jobs());
  }

  @GET
  @Path("/{id}/output")
  @Produces("application/x-ndjson")
  @Operation(
      summary =
          "What a job prints, an object a line: output (`node`, `stream`, and `text`, or `base64`"
              + " where it is no UTF-8), and `job` whenever the job changes and at the end")
  public Response output(
      @PathParam("id") String id,
      @QueryParam("follow") @Nullable String follow,
      @Context HttpHeaders headers,
      @Context HttpServerResponse response) {
    Fleet fleet = context.seen(headers);
    Job job = fleet.jobs().find(id);
    StreamingOutput lines =
        out ->
            new OutputFollowing(fleet, context.readers)
                .write(job, "true".equals(follow), response, out);
    return Response.ok(lines).build();
  }
}
