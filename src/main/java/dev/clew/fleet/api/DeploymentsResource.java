package dev.clew.fleet.api;

import dev.clew.fleet.server.Deploying;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// The deployments of the fleet, to look at. They are changed over gRPC.
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public final class DeploymentsResource {
  private final FleetContext context;

  DeploymentsResource(FleetContext context) {
    this.context = context;
  }

  /// Stacks by name.
  @RegisterForReflection
  public record StacksView(List<StackView> stacks) {}

  @GET
  @Path("/deployments")
  @Operation(summary = "The stacks by name, and how they stand")
  public StacksView all(@Context HttpHeaders headers) {
    Deploying deploying = context.seen(headers).deploying();
    return new StacksView(
        DeploymentMessages.status(deploying.status()).getStacksList().stream()
            .map(StackView::of)
            .toList());
  }

  @GET
  @Path("/deployments/{stack}")
  @Operation(summary = "How a stack stands")
  public StackView one(@Context HttpHeaders headers, @PathParam("stack") String stack) {
    Deploying deploying = context.seen(headers).deploying();
    return StackView.of(
        DeploymentMessages.stack(deploying.status(deploying.deployments().find(stack))));
  }
}
