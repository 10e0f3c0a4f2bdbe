package dev.clew.fleet.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.clew.fleet.v1.ReplicaStatus;
import dev.clew.fleet.v1.ServiceStatus;
import dev.clew.fleet.v1.StackStatus;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/// A stack and how it stands, without its secrets.
///
/// @param identity who wanted its present version
/// @param applied RFC 3339
/// @param deleted whether nothing is wanted of it any more
@RegisterForReflection
public record StackView(
    String stack,
    long version,
    String identity,
    String applied,
    boolean deleted,
    List<ServiceView> services) {
  /// A service of a stack.
  ///
  /// @param state stable, updating, or stalled
  /// @param reason why it is not stable; empty else
  @RegisterForReflection
  public record ServiceView(
      String service,
      String state,
      int wanted,
      int running,
      int healthy,
      String reason,
      List<ReplicaView> replicas) {
    private static ServiceView of(ServiceStatus status) {
      return new ServiceView(
          status.getService(),
          status.getState(),
          status.getWanted(),
          status.getRunning(),
          status.getHealthy(),
          status.getReason(),
          status.getReplicasList().stream().map(ReplicaView::of).toList());
    }
  }

  /// A replica of a service.
  ///
  /// @param slot which of the service's replicas it is, counted from 0
  /// @param state pending, running, healthy, stopping, stopped, failed, or lost
  /// @param version of the stack that it was started for
  /// @param started RFC 3339; empty while it has not
  /// @param error why it ended last; empty where it has not
  @RegisterForReflection
  public record ReplicaView(
      String id,
      int slot,
      String node,
      String state,
      long version,
      int restarts,
      String started,
      String error) {
    private static ReplicaView of(ReplicaStatus status) {
      return new ReplicaView(
          status.getId(),
          status.getSlot(),
          status.getNode(),
          status.getState(),
          status.getVersion(),
          status.getRestarts(),
          status.getStarted(),
          status.getError());
    }
  }

  /// What a message says.
  public static StackView of(StackStatus status) {
    return new StackView(
        status.getStack(),
        status.getVersion(),
        status.getIdentity(),
        status.getApplied(),
        status.getDeleted(),
        status.getServicesList().stream().map(ServiceView::of).toList());
  }

  /// Whether there is what is wanted, and nothing else.
  @JsonIgnore
  public boolean isStable() {
    return services.stream().allMatch(each -> each.state().equals("stable"));
  }
}
