package dev.clew.fleet.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.fleet.deploy.Replica.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServicePlanTest {
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

  private final List<Replica> there = new ArrayList<>();
  private final List<Spot> spots = new ArrayList<>(List.of(spot("a"), spot("b"), spot("c")));
  private long version = 1;
  private Instant now = NOW;

  private static Spot spot(String node, String... labels) {
    Map<String, String> all = labels.length == 0 ? Map.of() : Map.of(labels[0], labels[1]);
    return new Spot(node, all, true, true);
  }

  private static Service service(int replicas, String command) {
    return new Service(
        List.of(command),
        null,
        replicas,
        Map.of(),
        null,
        List.of(),
        0,
        Map.of(),
        null,
        UpdatePolicy.USUAL,
        1000);
  }

  private static Service updating(Service of, int parallel, UpdatePolicy.Order order) {
    return new Service(
        of.command(),
        of.image(),
        of.replicas(),
        of.environment(),
        of.directory(),
        of.ports(),
        of.expose(),
        of.placement(),
        of.health(),
        new UpdatePolicy(parallel, order),
        of.stopMillis());
  }

  private static Service placed(Service of, List<Integer> ports, Map<String, String> placement) {
    return new Service(
        of.command(),
        of.image(),
        of.replicas(),
        of.environment(),
        of.directory(),
        ports,
        of.expose(),
        placement,
        of.health(),
        of.update(),
        of.stopMillis());
  }

  private ServicePlan plan(Service service) {
    var stack = new Stack("shop", Map.of("api", service));
    var revision = new Revision(version, Revision.Kind.APPLY, stack, "ci", NOW.toString(), "", "");
    return ServicePlan.of(revision, "api", service, there, there, spots, now);
  }

  /// Does what a plan says, and gives new replicas a state.
  private ServicePlan carryOut(Service service, State started) {
    ServicePlan plan = plan(service);
    there.removeAll(plan.forgets());
    plan.stops().forEach(each -> replace(each, State.STOPPED));
    plan.starts().forEach(each -> there.add(in(each, started)));
    return plan;
  }

  private void replace(Replica old, State state) {
    there.set(there.indexOf(old), in(old, state));
  }

  private Replica in(Replica replica, State state) {
    return switch (state) {
      case HEALTHY -> replica.started(now.toString(), 0).in(State.HEALTHY);
      case FAILED, LOST, STOPPED -> replica.over(state, 1, "exit code 1", now.toString());
      default -> replica.in(state);
    };
  }

  private List<String> nodes(State state) {
    return there.stream()
        .filter(each -> each.state() == state)
        .map(Replica::node)
        .sorted()
        .toList();
  }

  @Test
  void spreadsReplicasOverMachinesAndThenIsContent() {
    carryOut(service(3, "one"), State.HEALTHY);

    assertThat(nodes(State.HEALTHY)).containsExactly("a", "b", "c");
    assertThat(plan(service(3, "one")).isEmpty()).isTrue();
  }

  @Test
  void aMachineThatHasMoreToDoIsTakenLater() {
    there.add(in(other("a"), State.HEALTHY));
    there.add(in(other("b"), State.HEALTHY));
    var stack = new Stack("shop", Map.of("api", service(1, "one")));
    var revision = new Revision(1, Revision.Kind.APPLY, stack, "ci", NOW.toString(), "", "");

    ServicePlan plan =
        ServicePlan.of(revision, "api", service(1, "one"), List.of(), there, spots, now);

    assertThat(plan.starts()).extracting(Replica::node).containsExactly("c");
  }

  private static Replica other(String node) {
    var stack = new Stack("other", Map.of("job", service(1, "x")));
    return Replica.pending(
        new Revision(1, Revision.Kind.APPLY, stack, "ci", NOW.toString(), "", ""),
        "job",
        0,
        1,
        node,
        0,
        NOW.toString());
  }

  @Test
  void moreReplicasAreAddedAndFewerRemovedFromTheEnd() {
    carryOut(service(2, "one"), State.HEALTHY);
    version = 2;

    assertThat(plan(service(3, "one")).starts()).extracting(Replica::slot).containsExactly(2);
    ServicePlan fewer = plan(service(1, "one"));
    assertThat(fewer.stops()).extracting(Replica::slot).containsExactly(1);
    assertThat(fewer.starts()).isEmpty();
  }

  @Test
  void anOldReplicaEndsOnceTheNewOneIsHealthy() {
    carryOut(service(2, "one"), State.HEALTHY);
    version = 2;

    ServicePlan first = carryOut(service(2, "two"), State.RUNNING);
    assertThat(first.starts()).hasSize(1);
    assertThat(first.stops()).isEmpty();
    assertThat(plan(service(2, "two")).isEmpty()).as("gated by health").isTrue();

    Replica fresh = there.getLast();
    replace(fresh, State.HEALTHY);
    ServicePlan second = plan(service(2, "two"));
    assertThat(second.stops())
        .extracting(Replica::slot, Replica::version)
        .containsExactly(org.assertj.core.api.Assertions.tuple(fresh.slot(), 1L));
    assertThat(second.starts()).extracting(Replica::slot).containsExactly(1);
  }

  @Test
  void asManyAreReplacedAtATimeAsThePolicySays() {
    Service old = service(4, "one");
    carryOut(old, State.HEALTHY);
    version = 2;

    Service next = updating(service(4, "two"), 3, UpdatePolicy.Order.START_FIRST);

    assertThat(plan(next).starts()).hasSize(3);
  }

  @Test
  void stopFirstStartsOnlyOnceTheOldOneHasEnded() {
    carryOut(service(1, "one"), State.HEALTHY);
    version = 2;
    Service next = updating(service(1, "two"), 1, UpdatePolicy.Order.STOP_FIRST);

    ServicePlan first = plan(next);
    assertThat(first.stops()).hasSize(1);
    assertThat(first.starts()).isEmpty();
    replace(there.getFirst(), State.STOPPING);
    assertThat(plan(next).isEmpty()).isTrue();
    replace(there.getFirst(), State.STOPPED);
    assertThat(plan(next).starts()).hasSize(1);
  }

  @Test
  void aFixedPortIsTakenOnceAMachineAndFreedBeforeItIsTakenAgain() {
    Service fixed = placed(service(4, "one"), List.of(8080), Map.of());
    carryOut(fixed, State.HEALTHY);

    assertThat(nodes(State.HEALTHY)).containsExactly("a", "b", "c");
    assertThat(plan(fixed).waits()).contains("ports [8080] are taken");

    version = 2;
    Service next = placed(service(3, "two"), List.of(8080), Map.of());
    assertThat(plan(next).starts()).isEmpty();
    assertThat(plan(next).stops()).extracting(Replica::slot).contains(0);
  }

  @Test
  void aCrashLoopBacksOff() {
    Service service = service(1, "one");
    for (int restarts = 0; restarts < 9; restarts++) {
      ServicePlan plan = carryOut(service, State.RUNNING);
      assertThat(plan.starts()).extracting(Replica::restarts).containsExactly(restarts);
      replace(there.getLast(), State.FAILED);
      assertThat(plan(service).isEmpty() || !plan(service).forgets().isEmpty()).isTrue();
      assertThat(plan(service).starts()).isEmpty();
      now = now.plus(ServicePlan.pause(restarts));
    }
    assertThat(there.stream().map(Replica::id).distinct()).hasSameSizeAs(there);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 2", "2, 4", "5, 32", "6, 60", "1000000, 60"})
  void pausesDoubleUpToAMinute(int restarts, long seconds) {
    assertThat(ServicePlan.pause(restarts)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void oneThatLastedBeginsTheCountAnew() {
    Service service = service(1, "one");
    carryOut(service, State.HEALTHY);
    now = NOW.plusSeconds(3600);
    replace(there.getLast(), State.FAILED);
    now = now.plusSeconds(1);

    assertThat(plan(service).starts()).extracting(Replica::restarts).containsExactly(1);
  }

  @Test
  void whatWasOnALostMachineIsPlacedElsewhereAtOnce() {
    Service service = service(2, "one");
    carryOut(service, State.HEALTHY);
    spots.removeIf(each -> each.node().equals("a"));
    replace(there.getFirst(), State.LOST);

    assertThat(plan(service).starts()).extracting(Replica::node).containsExactly("c");
  }

  @Test
  void aMachineThatIsDrainedIsLeftOneReplicaAtATime() {
    Service service = service(3, "one");
    carryOut(service, State.HEALTHY);
    spots.set(0, new Spot("a", Map.of(), false, false));

    ServicePlan first = carryOut(service, State.HEALTHY);
    assertThat(first.starts()).extracting(Replica::node).doesNotContain("a").hasSize(1);
    assertThat(first.stops()).isEmpty();
    assertThat(plan(service).stops()).extracting(Replica::node).containsExactly("a");
  }

  @Test
  void placementWantsEveryLabelAndSaysWhichIsMissing() {
    Service service = placed(service(1, "one"), List.of(), Map.of("zone", "x"));
    assertThat(plan(service).waits()).isEqualTo("no node has zone=x");

    spots.add(spot("d", "zone", "x"));
    assertThat(plan(service).starts()).extracting(Replica::node).containsExactly("d");

    spots.clear();
    assertThat(plan(service).waits()).isEqualTo("the fleet has no nodes");
  }

  @Test
  void whatIsNotWantedAnyMoreEndsAndIsForgotten() {
    Service service = service(2, "one");
    carryOut(service, State.HEALTHY);
    var nothing =
        new Revision(2, Revision.Kind.DELETE, new Stack("shop", Map.of()), "ci", "", "", "");

    ServicePlan ends = ServicePlan.of(nothing, "api", null, there, there, spots, now);
    assertThat(ends.stops()).hasSize(2);
    there.replaceAll(each -> in(each, State.STOPPED));
    ServicePlan forgets = ServicePlan.of(nothing, "api", null, there, there, spots, now);
    assertThat(forgets.forgets()).hasSize(2);
    assertThat(forgets.stops()).isEmpty();
  }

  @Test
  void twoServersComeToTheSame() {
    carryOut(service(2, "one"), State.HEALTHY);
    version = 2;

    assertThat(plan(service(3, "two"))).isEqualTo(plan(service(3, "two")));
  }
}
