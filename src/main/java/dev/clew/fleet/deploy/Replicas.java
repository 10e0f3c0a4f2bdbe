package dev.clew.fleet.deploy;

import dev.clew.fleet.FleetMeter.ReplicaState;
import dev.clew.fleet.Mirror;
import dev.clew.fleet.job.Report;
import dev.clew.redaction.Redaction;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What there is of the services of a fleet.
public final class Replicas {
  private final Mirror<Replica> replicas;
  private final Redaction redaction;
  private final Clock clock;

  public Replicas(Mirror<Replica> replicas, Redaction redaction, Clock clock) {
    this.replicas = replicas;
    this.redaction = redaction;
    this.clock = clock;
  }

  Collection<Replica> all() {
    return replicas.values();
  }

  /// Those of a service, by slot, the newest of each last.
  public List<Replica> of(String stack, String service) {
    return replicas.values().stream()
        .filter(each -> each.stack().equals(stack) && each.service().equals(service))
        .sorted(Comparator.comparingInt(Replica::slot).thenComparingInt(Replica::generation))
        .toList();
  }

  /// Grows with each change.
  public long revision() {
    return replicas.revision();
  }

  /// Keeps one that is about to be ordered.
  ///
  /// @return false when another server has done so
  boolean create(Replica replica) {
    return replicas.create(replica.id(), replica);
  }

  Replica stopping(Replica replica) {
    return replicas.update(
        replica.id(), old -> old.isLive() ? old.in(Replica.State.STOPPING) : old);
  }

  void lost(Replica replica, String why) {
    var _ =
        replicas.update(
            replica.id(), old -> old.isLive() ? old.over(Replica.State.LOST, -1, why, now()) : old);
  }

  void forget(Replica replica) {
    replicas.remove(replica.id());
  }

  /// How many there are of each kind.
  public Map<ReplicaState, Long> counts() {
    return replicas.values().stream()
        .collect(
            Collectors.groupingBy(
                each -> new ReplicaState(each.stack() + "/" + each.service(), each.state().label()),
                Collectors.counting()));
  }

  /// Takes what a machine reports of one.
  ///
  /// @return the replica, where the report is the first that says that it has started
  public Optional<Replica> take(Report report) {
    Optional<Replica> before = replicas.get(report.task()).or(() -> replicas.fetch(report.task()));
    if (before.isEmpty()) {
      return Optional.empty();
    }
    Replica now = replicas.update(report.task(), old -> old.isLive() ? after(old, report) : old);
    boolean started = before.get().started() == null && now.started() != null;
    return started ? Optional.of(now) : Optional.empty();
  }

  private Replica after(Replica old, Report report) {
    boolean stopping = old.state() == Replica.State.STOPPING;
    return switch (report.state()) {
      case PENDING -> old;
      case RUNNING -> {
        Replica running = old.started() == null ? old.started(now(), report.port()) : old;
        yield stopping
            ? running.in(Replica.State.STOPPING)
            : report.healthy() ? running.in(Replica.State.HEALTHY) : running;
      }
      case CANCELLED -> old.over(Replica.State.STOPPED, report.exitCode(), "", now());
      case LOST ->
          old.over(Replica.State.LOST, report.exitCode(), redaction.text(report.error()), now());
      // A service that ends by itself is not what is wanted, whatever its code.
      case SUCCEEDED, FAILED ->
          stopping
              ? old.over(Replica.State.STOPPED, report.exitCode(), "", now())
              : old.over(Replica.State.FAILED, report.exitCode(), why(report), now());
    };
  }

  private String why(Report report) {
    return report.error().isEmpty()
        ? "exit code " + report.exitCode()
        : redaction.text(report.error());
  }

  private String now() {
    return clock.instant().toString();
  }
}
