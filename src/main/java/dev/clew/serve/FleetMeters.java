package dev.clew.serve;

import dev.clew.fleet.FleetMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;

/// What the control plane of a fleet shows at `/metrics`.
final class FleetMeters implements FleetMeter {
  private static final Duration[] BOUNDS = {
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofSeconds(60)
  };

  private final Timer commits;
  private final Timer lag;
  private final Timer applied;
  private final Timer revocations;
  private final Counter containers;
  private final MultiGauge replicas;

  private FleetMeters(MeterRegistry registry) {
    commits =
        timer(
            registry,
            "clew.raft.commit.latency",
            "Time that it took to commit a version of a stack to the replicated store");
    lag =
        timer(
            registry,
            "clew.scheduler.reconcile.lag",
            "Time from the commit of a version to its first reconciliation");
    applied =
        timer(
            registry,
            "clew.apply.duration",
            "Time from the commit of a version until every replica is as it wants");
    revocations =
        timer(
            registry,
            "clew.token.revocation.propagation",
            "Time from the revocation of a token until this server refuses it");
    containers =
        Counter.builder("clew.runtime.container.starts")
            .description("Containers that machines have started for replicas")
            .register(registry);
    replicas =
        MultiGauge.builder("clew.replica.state")
            .description("Replicas by service and state, on the server that leads")
            .register(registry);
  }

  static FleetMeters register(MeterRegistry registry) {
    return new FleetMeters(registry);
  }

  private static Timer timer(MeterRegistry registry, String name, String description) {
    return Timer.builder(name)
        .description(description)
        .serviceLevelObjectives(BOUNDS)
        .register(registry);
  }

  @Override
  public void committed(Duration took) {
    commits.record(took);
  }

  @Override
  public void seen(Duration since) {
    lag.record(since);
  }

  @Override
  public void applied(Duration took) {
    applied.record(took);
  }

  @Override
  public void containerStarted() {
    containers.increment();
  }

  @Override
  public void revoked(Duration took) {
    revocations.record(took);
  }

  @Override
  public void replicas(Map<ReplicaState, Long> counts) {
    replicas.register(counts.entrySet().stream().<Row<?>>map(FleetMeters::row).toList(), true);
  }

  private static Row<?> row(Map.Entry<ReplicaState, Long> counted) {
    return Row.of(
        Tags.of("service", counted.getKey().service(), "state", counted.getKey().state()),
        counted.getValue());
  }
}
