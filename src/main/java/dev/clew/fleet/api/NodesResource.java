package dev.clew.fleet.api;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.fleet.bus.BusAddress;
import dev.clew.fleet.identity.Caller;
import dev.clew.fleet.node.Beat;
import dev.clew.fleet.node.FleetNode;
import dev.clew.fleet.node.Target;
import dev.clew.fleet.server.Fleet;
import dev.clew.fleet.server.Nodes;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// The machines of the fleet.
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public final class NodesResource {
  private static final int MOST_LABELS = 64;
  private static final int SHORTEST_KEY = 32;

  private final FleetContext context;

  NodesResource(FleetContext context) {
    this.context = context;
  }

  /// A node and how it stands.
  ///
  /// @param state ready, draining, left, silent or lost
  /// @param memory in bytes
  /// @param load of the machine; null while nothing was heard
  /// @param memoryUsed in bytes
  /// @param tasks that are not over
  @RegisterForReflection
  public record NodeView(
      String name,
      String state,
      Map<String, String> labels,
      String version,
      String host,
      int cpus,
      long memory,
      @Nullable Double load,
      @Nullable Long memoryUsed,
      int tasks,
      String identity,
      String joined) {
    static NodeView of(Nodes.Seen seen, Fleet fleet) {
      FleetNode node = seen.node();
      Beat beat = seen.beat();
      return new NodeView(
          node.name(),
          seen.state().label(),
          node.labels(),
          node.version(),
          node.host(),
          node.cpus(),
          node.memory(),
          beat == null ? null : beat.load(),
          beat == null ? null : beat.memoryUsed(),
          fleet.jobs().unfinished(node.name()),
          node.identity(),
          node.joined());
    }
  }

  /// The machines by name.
  @RegisterForReflection
  public record NodesView(List<NodeView> nodes) {}

  /// The fleet as a whole.
  ///
  /// @param server this one
  /// @param leader the server that acts for all; empty while there is none
  /// @param connected whether this server reaches NATS
  @RegisterForReflection
  public record FleetView(
      String server, String leader, boolean connected, int nodes, int jobsUnfinished) {}

  @GET
  @Path("/fleet")
  @Operation(summary = "How the fleet stands")
  public FleetView fleet(@Context HttpHeaders headers) {
    Fleet fleet = context.seen(headers);
    return new FleetView(
        fleet.name(),
        fleet.leader(),
        fleet.isConnected(),
        fleet.nodes().all().size(),
        (int) fleet.jobs().all().stream().filter(job -> !job.isOver()).count());
  }

  @GET
  @Path("/nodes")
  @Operation(summary = "The machines by name")
  public NodesView nodes(@Context HttpHeaders headers) {
    Fleet fleet = context.seen(headers);
    return new NodesView(
        fleet.nodes().all().stream().map(each -> NodeView.of(each, fleet)).toList());
  }

  @GET
  @Path("/nodes/{name}")
  @Operation(summary = "A machine")
  public NodeView node(@PathParam("name") String name, @Context HttpHeaders headers) {
    Fleet fleet = context.seen(headers);
    return NodeView.of(fleet.nodes().find(name), fleet);
  }

  /// Whether a node takes further jobs.
  @RegisterForReflection
  public record DrainRequest(@Nullable Boolean draining) {}

  @POST
  @Path("/nodes/{name}/drain")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Has a machine end what it has and take nothing more; or take jobs again")
  public NodeView drain(
      @PathParam("name") String name,
      @Nullable DrainRequest request,
      @Context HttpHeaders headers) {
    Fleet fleet = context.fleet();
    boolean draining = request == null || !Boolean.FALSE.equals(request.draining());
    fleet.drain(name, draining, context.caller(headers));
    return NodeView.of(fleet.nodes().find(name), fleet);
  }

  @DELETE
  @Path("/nodes/{name}")
  @Operation(summary = "Forgets a machine that has left or is lost")
  public void remove(@PathParam("name") String name, @Context HttpHeaders headers) {
    context.fleet().remove(name, context.caller(headers));
  }

  /// A machine that wants to join.
  ///
  /// @param key secret: what it has to know to come again under its name
  /// @param incarnation one start of its agent
  @RegisterForReflection
  public record JoinRequest(
      @Nullable String name,
      @Nullable String key,
      @Nullable Map<String, String> labels,
      @Nullable String version,
      @Nullable String host,
      int cpus,
      long memory,
      @Nullable String incarnation) {
    FleetNode node(Caller by, Instant now) {
      if (name == null
          || key == null
          || version == null
          || host == null
          || incarnation == null
          || key.length() < SHORTEST_KEY) {
        throw new ClewError(ErrorCode.E001, "name, key, version, host and incarnation are needed.");
      }
      Map<String, String> given = labels == null ? Map.of() : labels;
      if (!Target.isName(name)
          || given.size() > MOST_LABELS
          || !given.keySet().stream().allMatch(Target::isName)
          || !given.values().stream().allMatch(Target::isName)) {
        throw new ClewError(
            ErrorCode.E128,
            "Names of nodes, and keys and values of labels, have letters, digits, _ and -, 63 at"
                + " most, and begin with a letter or digit.");
      }
      if (name.equals("any") || name.equals("all")) {
        throw new ClewError(ErrorCode.E128, "\"" + name + "\" is a target already.");
      }
      return new FleetNode(
          name,
          "",
          given,
          version,
          host,
          cpus,
          memory,
          incarnation,
          false,
          by.identity(),
          now.toString());
    }
  }

  /// What a machine that has joined needs.
  ///
  /// @param nats URLs; none: those that the agent knows
  /// @param user secret together with the password
  /// @param password secret
  @RegisterForReflection
  public record JoinView(
      String node, boolean draining, List<String> nats, String user, String password) {
    /// Without secrets.
    @Override
    public String toString() {
      return "JoinView[" + node + "]";
    }
  }

  @POST
  @Path("/fleet/join")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Lets a machine join, or join again")
  public JoinView join(@Nullable JoinRequest request, @Context HttpHeaders headers) {
    if (request == null) {
      throw new ClewError(ErrorCode.E001, "The body is an object with name and key.");
    }
    Caller caller = context.caller(headers);
    Fleet fleet = context.fleet();
    FleetNode node =
        fleet.join(request.node(caller, Instant.now()), String.valueOf(request.key()), caller);
    BusAddress agents = fleet.agents();
    return new JoinView(
        node.name(), node.draining(), agents.urls(), agents.user(), agents.password());
  }
}
