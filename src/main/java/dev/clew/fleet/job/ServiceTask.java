package dev.clew.fleet.job;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What makes a task a replica of a service, which is to run until it is told to end.
///
/// @param cluster the fleet's id
/// @param stack its name, which spans call the deployment
/// @param version of the stack
/// @param image of a container; null for a process
/// @param expose the port of ingress; 0 for none: with one, the replica gets a port of its machine
/// @param ports that it takes on its machine
/// @param health null where it is healthy once it lasts
/// @param stopMillis from TERM to KILL
public record ServiceTask(
    String cluster,
    String stack,
    String service,
    long version,
    @Nullable String image,
    int expose,
    List<Integer> ports,
    @Nullable HealthCheck health,
    long stopMillis) {
  public ServiceTask {
    ports = List.copyOf(ports);
  }

  /// Whether it is a container or a process, as spans have it.
  public String runtime() {
    return image == null ? "process" : "container";
  }
}
