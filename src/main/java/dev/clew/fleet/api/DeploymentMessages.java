package dev.clew.fleet.api;

import com.google.protobuf.ByteString;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.fleet.deploy.Deployment;
import dev.clew.fleet.deploy.Deployments;
import dev.clew.fleet.deploy.Replica;
import dev.clew.fleet.deploy.StackDiff;
import dev.clew.fleet.deploy.StackStatus;
import dev.clew.fleet.job.Chunk;
import dev.clew.fleet.server.Deploying;
import dev.clew.fleet.v1.Change;
import dev.clew.fleet.v1.LogChunk;
import dev.clew.fleet.v1.LogsRequest;
import dev.clew.fleet.v1.ReplicaStatus;
import dev.clew.fleet.v1.ServiceChange;
import dev.clew.fleet.v1.ServiceStatus;
import dev.clew.fleet.v1.StatusReply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Deployments as the messages of `deployments.proto`.
final class DeploymentMessages {
  private DeploymentMessages() {}

  static Change change(Deployments.Changed changed, String cluster, String identity) {
    var message =
        Change.newBuilder()
            .setStack(changed.stack())
            .setVersion(changed.version())
            .setUnchanged(changed.unchanged())
            .setCluster(cluster)
            .setIdentity(identity);
    for (StackDiff.Entry each : changed.diff().services()) {
      message.addServices(
          ServiceChange.newBuilder()
              .setService(each.service())
              .setKind(each.kind().label())
              .addAllDetails(each.details()));
    }
    return message.build();
  }

  static StatusReply status(List<StackStatus> all) {
    var reply = StatusReply.newBuilder();
    all.forEach(each -> reply.addStacks(stack(each)));
    return reply.build();
  }

  static dev.clew.fleet.v1.StackStatus stack(StackStatus status) {
    var message =
        dev.clew.fleet.v1.StackStatus.newBuilder()
            .setStack(status.revision().stack().name())
            .setVersion(status.revision().version())
            .setIdentity(status.revision().identity())
            .setApplied(status.revision().applied())
            .setDeleted(status.revision().stack().services().isEmpty());
    status.services().forEach(each -> message.addServices(service(each)));
    return message.build();
  }

  private static ServiceStatus service(StackStatus.OfService service) {
    var message =
        ServiceStatus.newBuilder()
            .setService(service.service())
            .setState(service.state().label())
            .setWanted(service.wanted())
            .setRunning(service.running())
            .setHealthy(service.healthy())
            .setReason(service.reason());
    service.replicas().forEach(each -> message.addReplicas(replica(each)));
    return message.build();
  }

  private static ReplicaStatus replica(Replica replica) {
    return ReplicaStatus.newBuilder()
        .setId(replica.id())
        .setSlot(replica.slot())
        .setNode(replica.node())
        .setState(replica.state().label())
        .setVersion(replica.version())
        .setRestarts(replica.restarts())
        .setStarted(orEmpty(replica.started()))
        .setError(replica.error())
        .build();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  static LogChunk chunk(Chunk chunk) {
    return LogChunk.newBuilder()
        .setNode(chunk.node())
        .setReplica(chunk.task())
        .setStderr(chunk.error())
        .setData(ByteString.copyFrom(chunk.bytes()))
        .build();
  }

  /// The stack whose service is asked for; the one that has a service of that name, where the
  /// request names none.
  ///
  /// @throws ClewError E133 when there is none, or several
  static String stackOf(Deploying deploying, LogsRequest request) {
    String service = request.getService();
    List<String> stacks =
        deploying.status().stream()
            .filter(each -> each.services().stream().anyMatch(of -> of.service().equals(service)))
            .map(each -> each.revision().stack().name())
            .filter(each -> request.getStack().isEmpty() || each.equals(request.getStack()))
            .toList();
    if (stacks.size() == 1) {
      return stacks.getFirst();
    }
    if (stacks.isEmpty() && !request.getStack().isEmpty()) {
      var _ = deploying.deployments().find(request.getStack());
    }
    throw new ClewError(
        ErrorCode.E133,
        stacks.isEmpty()
            ? "No service is called \"" + service + "\"; there are " + services(deploying) + "."
            : "\""
                + service
                + "\" is a service of "
                + String.join(", ", stacks)
                + "; write STACK/SERVICE.");
  }

  private static String services(Deploying deploying) {
    List<String> names =
        deploying.deployments().all().stream()
            .map(Deployment::current)
            .flatMap(
                each ->
                    each.stack().services().keySet().stream()
                        .map(name -> each.stack().name() + "/" + name))
            .toList();
    return names.isEmpty() ? "none" : String.join(", ", names);
  }
}
