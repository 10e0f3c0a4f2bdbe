package dev.clew.fleet.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How a stack stands.
///
/// @param services by name, those that are being removed included
public record StackStatus(Revision revision, List<OfService> services) {
  private static final int CRASHING = 3;

  /// How a service stands.
  public enum State {
    /// There is what is wanted, and nothing else.
    STABLE,
    /// Replicas start, end, or are replaced.
    UPDATING,
    /// It does not come about by itself: replicas fail again and again, or find no machine.
    STALLED;

    public String label() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// How a service stands.
  ///
  /// @param running live replicas of any version
  /// @param healthy of these those that do their work
  /// @param reason why it is not stable; empty where there is nothing to say
  /// @param replicas by slot
  public record OfService(
      String service,
      State state,
      int wanted,
      int running,
      int healthy,
      String reason,
      List<Replica> replicas) {}

  /// @param waits why replicas of a service are missing, by its name
  static StackStatus of(
      Deployment deployment, Replicas replicas, Function<String, @Nullable String> waits) {
    Revision revision = deployment.current();
    Set<String> names = new TreeSet<>(revision.stack().services().keySet());
    replicas.all().stream()
        .filter(each -> each.stack().equals(deployment.name()))
        .map(Replica::service)
        .forEach(names::add);
    List<OfService> services = new ArrayList<>();
    for (String name : names) {
      services.add(
          service(
              name,
              revision.stack().services().get(name),
              replicas.of(deployment.name(), name),
              waits.apply(name)));
    }
    return new StackStatus(revision, services);
  }

  private static OfService service(
      String name, @Nullable Service service, List<Replica> records, @Nullable String waits) {
    String digest = service == null ? "" : service.digest();
    int wanted = service == null ? 0 : service.replicas();
    List<Replica> live = records.stream().filter(Replica::isLive).toList();
    long updated = live.stream().filter(each -> isUp(each) && each.digest().equals(digest)).count();
    List<Replica> failing =
        records.stream()
            .filter(each -> each.state() == Replica.State.FAILED && each.digest().equals(digest))
            .toList();
    String reason =
        waits != null
            ? waits
            : failing.stream()
                .map(each -> "replica " + each.slot() + " on " + each.node() + ": " + each.error())
                .reduce("", (_, last) -> last);
    boolean crashing = records.stream().anyMatch(each -> isCrashing(each, digest));
    boolean there = updated == wanted && live.size() == wanted;
    State state = there ? State.STABLE : waits != null || crashing ? State.STALLED : State.UPDATING;
    return new OfService(
        name,
        state,
        wanted,
        live.size(),
        (int) live.stream().filter(StackStatus::isUp).count(),
        there ? "" : reason,
        records);
  }

  private static boolean isUp(Replica replica) {
    return replica.state() == Replica.State.HEALTHY;
  }

  private static boolean isCrashing(Replica replica, String digest) {
    boolean open = replica.state() == Replica.State.FAILED || replica.isLive();
    return open
        && !isUp(replica)
        && replica.digest().equals(digest)
        && replica.restarts() >= CRASHING;
  }

  /// Whether nothing is left to do.
  public boolean isStable() {
    return services.stream().allMatch(each -> each.state() == State.STABLE);
  }
}
