package dev.clew.fleet.deploy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.clew.content.Sha256;
import dev.clew.fleet.FleetJson;
import dev.clew.fleet.job.HealthCheck;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a service is, the same on each of its machines.
///
/// @param command program and arguments; empty for what an image does by itself
/// @param image of a container; null for a process
/// @param environment may be secret
/// @param directory on the machines, or in the container; null for the usual one
/// @param ports that each replica takes on its machine, so that no other may be there
/// @param expose the port that ingress listens on; 0 for none
/// @param placement labels that a machine has to have
/// @param stopMillis from TERM to KILL
public record Service(
    List<String> command,
    @Nullable String image,
    int replicas,
    Map<String, String> environment,
    @Nullable String directory,
    List<Integer> ports,
    int expose,
    Map<String, String> placement,
    @Nullable HealthCheck health,
    UpdatePolicy update,
    long stopMillis) {
  private static final int DIGEST = 16;

  public Service {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    ports = List.copyOf(ports);
    placement = Map.copyOf(placement);
  }

  /// What two versions of a service have to have in common for a replica to go on: all but how many
  /// there are, and how they are replaced.
  @JsonIgnore
  public String digest() {
    var running =
        new Service(
            command,
            image,
            0,
            Map.of(),
            directory,
            ports,
            expose,
            Map.of(),
            health,
            UpdatePolicy.USUAL,
            stopMillis);
    byte[] json =
        FleetJson.bytes(List.of(running, new TreeMap<>(environment), new TreeMap<>(placement)));
    return HexFormat.of().formatHex(Sha256.begin().digest(json)).substring(0, DIGEST);
  }
}
