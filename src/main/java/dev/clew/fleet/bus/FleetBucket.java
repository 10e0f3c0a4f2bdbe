package dev.clew.fleet.bus;

import io.nats.client.api.KeyValueConfiguration;
import io.nats.client.api.StorageType;
import java.time.Duration;
import java.util.Locale;

/// The buckets of a fleet, each with the last value of each key.
public enum FleetBucket {
  NODES(Duration.ZERO),
  JOBS(Duration.ZERO),
  TOKENS(Duration.ZERO),
  /// What is wanted: stacks and their versions.
  DEPLOYMENTS(Duration.ZERO),
  /// What there is of it.
  REPLICAS(Duration.ZERO),
  /// What is true of the fleet as a whole.
  CLUSTER(Duration.ZERO),
  /// Who leads, for as long as it renews that.
  LEADER(Duration.ofSeconds(6));

  private final Duration age;

  FleetBucket(Duration age) {
    this.age = age;
  }

  String label() {
    return "clew_" + name().toLowerCase(Locale.ROOT);
  }

  KeyValueConfiguration configuration(int replicas) {
    return KeyValueConfiguration.builder()
        .name(label())
        .storageType(StorageType.File)
        .maxHistoryPerKey(1)
        .ttl(age)
        .replicas(replicas)
        .build();
  }
}
