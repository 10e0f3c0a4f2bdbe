package dev.clew.fleet.node;

import java.util.Map;

/// A machine that has joined a fleet.
///
/// @param name unique in the fleet
/// @param keyDigest SHA-256 of what its agent has to know to join under that name again
/// @param labels that targets can name
/// @param version of its agent
/// @param host its host name
/// @param cpus that it has
/// @param memory in bytes
/// @param incarnation one start of its agent
/// @param draining whether it takes no further jobs
/// @param identity who let it join
/// @param joined RFC 3339, of this start
public record FleetNode(
    String name,
    String keyDigest,
    Map<String, String> labels,
    String version,
    String host,
    int cpus,
    long memory,
    String incarnation,
    boolean draining,
    String identity,
    String joined) {
  public FleetNode {
    labels = Map.copyOf(labels);
  }

  public FleetNode drained(boolean now) {
    return new FleetNode(
        name, keyDigest, labels, version, host, cpus, memory, incarnation, now, identity, joined);
  }
}
