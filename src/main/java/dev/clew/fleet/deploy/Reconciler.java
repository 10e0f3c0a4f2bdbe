package dev.clew.fleet.deploy;

import dev.clew.error.ClewError;
import dev.clew.fleet.FleetJson;
import dev.clew.fleet.FleetTracer;
import dev.clew.fleet.FleetTracer.About;
import dev.clew.fleet.TraceHeaders;
import dev.clew.fleet.audit.AuditLog;
import dev.clew.fleet.audit.AuditType;
import dev.clew.fleet.bus.Bus;
import dev.clew.fleet.bus.FleetStream;
import dev.clew.fleet.identity.Caller;
import dev.clew.fleet.job.Order;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Does what plans say, on the server that leads: keeps a replica before it is ordered, so that the
/// next leader knows of it.
public final class Reconciler {
  private static final Logger LOG = Logger.getLogger("dev.clew.fleet");

  /// An order that a node has not taken for so long may never have been sent. One that is sent
  /// again and again is waited for longer each time: its machine has much to do.
  private static final Duration UNSENT = Duration.ofSeconds(5);

  private static final int MOST_DOUBLED = 4;

  private static final Duration KEPT = Duration.ofDays(7);

  private final Bus bus;
  private final Deployments deployments;
  private final Replicas replicas;
  private final AuditLog audit;
  private final FleetTracer tracer;
  private final Supplier<Collection<Spot>> spots;
  private final Clock clock;
  private final Instant begin;
  private final Map<String, Applied> applied = new HashMap<>();
  private final Map<String, Long> settled = new HashMap<>();
  private final Map<String, String> waits = new ConcurrentHashMap<>();
  private final Map<String, Sent> resent = new HashMap<>();

  /// @param spots the machines that there are
  public Reconciler(
      Bus bus,
      Deployments deployments,
      Replicas replicas,
      AuditLog audit,
      FleetTracer tracer,
      Supplier<Collection<Spot>> spots,
      Clock clock) {
    this.bus = bus;
    this.deployments = deployments;
    this.replicas = replicas;
    this.audit = audit;
    this.tracer = tracer;
    this.spots = spots;
    this.clock = clock;
    this.begin = clock.instant();
  }

  /// The version of a stack that this server has seen last, and the span in which it did.
  private record Applied(long version, SpanContext span) {}

  /// When an order was sent last, and how often again.
  private record Sent(Instant at, int times) {
    boolean isOverdue(Instant now) {
      return at.plus(UNSENT.multipliedBy(1L << Math.min(times, MOST_DOUBLED))).isBefore(now);
    }
  }

  /// Why replicas of a service are missing; null where none is, or this server does not know.
  private @Nullable String waits(String stack, String service) {
    return waits.get(stack + "/" + service);
  }

  /// How a stack stands, as this server sees it.
  public StackStatus status(Deployment deployment) {
    return StackStatus.of(deployment, replicas, name -> waits(deployment.name(), name));
  }

  /// Looks at all stacks once, and does what has to be done.
  public void round() {
    Collection<Spot> places = spots.get();
    loseReplicas(places);
    for (Deployment each : deployments.all()) {
      reconcile(each, places);
    }
    sendAgain();
  }

  /// What was on machines that went away is not there any more; should it be, it ends when its
  /// machine is back.
  private void loseReplicas(Collection<Spot> places) {
    Map<String, Spot> known = new HashMap<>();
    places.forEach(each -> known.put(each.node(), each));
    for (Replica each : replicas.all()) {
      if (each.isLive() && !known.containsKey(each.node())) {
        audit.write(
            AuditType.REPLICA_LOST,
            Caller.SYSTEM,
            Map.of("stack", each.stack(), "replica", each.id(), "node", each.node()));
        LOG.warnf("replica %s is lost with %s", each.id(), each.node());
        // What it has not taken, it does not get any more: it might run beside another.
        bus.takeBack(
            FleetStream.DISPATCH,
            FleetStream.DISPATCH.subject(each.node(), Order.START, each.id()));
        replicas.lost(each, "its node is lost");
        order(each, false, "", "", Caller.SYSTEM.identity());
      }
    }
  }

  private void reconcile(Deployment deployment, Collection<Spot> places) {
    Revision revision = deployment.current();
    SpanContext parent = applied(deployment);
    Set<String> names = new TreeSet<>(revision.stack().services().keySet());
    replicas.all().stream()
        .filter(each -> each.stack().equals(deployment.name()))
        .map(Replica::service)
        .forEach(names::add);
    for (String name : names) {
      reconcile(revision, name, places, parent);
    }
    settle(deployment);
    if (names.isEmpty()
        && Instant.parse(revision.applied()).isBefore(clock.instant().minus(KEPT))) {
      deployments.forget(deployment.name());
      applied.remove(deployment.name());
      settled.remove(deployment.name());
    }
  }

  /// Measures how long it took until there is what a version wants.
  private void settle(Deployment deployment) {
    Revision revision = deployment.current();
    Long known = settled.get(deployment.name());
    if ((known == null || known != revision.version()) && status(deployment).isStable()) {
      settled.put(deployment.name(), revision.version());
      since(revision).ifPresent(tracer.meter()::applied);
    }
  }

  /// How long ago a version was committed; nothing where that was before this server began.
  private Optional<Duration> since(Revision revision) {
    Instant committed = Instant.parse(revision.applied());
    return committed.isBefore(begin)
        ? Optional.empty()
        : Optional.of(Duration.between(committed, clock.instant()));
  }

  /// The first look at a version is the span `raft.apply`: it has come from the replicated store to
  /// this server.
  private SpanContext applied(Deployment deployment) {
    Revision revision = deployment.current();
    Applied known = applied.get(deployment.name());
    if (known != null && known.version() == revision.version()) {
      return known.span();
    }
    Span span =
        tracer.begin(
            "raft.apply",
            TraceHeaders.span(Map.of(TraceHeaders.TRACEPARENT, revision.traceparent())),
            revision.run(),
            new About(deployment.name(), "*", "*", revision.identity()));
    span.setAttribute("clew.version", revision.version());
    span.end();
    since(revision).ifPresent(tracer.meter()::seen);
    applied.put(deployment.name(), new Applied(revision.version(), span.getSpanContext()));
    return span.getSpanContext();
  }

  private void reconcile(
      Revision revision, String name, Collection<Spot> places, SpanContext parent) {
    String stack = revision.stack().name();
    ServicePlan plan =
        ServicePlan.of(
            revision,
            name,
            revision.stack().services().get(name),
            replicas.of(stack, name),
            replicas.all(),
            places,
            clock.instant());
    if (plan.waits() == null) {
      waits.remove(stack + "/" + name);
    } else {
      waits.put(stack + "/" + name, plan.waits());
    }
    if (plan.isEmpty()) {
      return;
    }
    plan.forgets().forEach(replicas::forget);
    if (!plan.starts().isEmpty() || !plan.stops().isEmpty()) {
      act(revision, name, plan, parent);
    }
  }

  private void act(Revision revision, String name, ServicePlan plan, SpanContext parent) {
    List<Replica> before = replicas.of(revision.stack().name(), name);
    boolean again =
        plan.starts().stream().anyMatch(each -> before.stream().anyMatch(each::repeats));
    String identity = again ? Caller.SYSTEM.identity() : revision.identity();
    Span span =
        tracer.begin(
            "scheduler.reconcile." + name,
            parent,
            revision.run(),
            new About(revision.stack().name(), name, "*", identity));
    span.setAttribute("clew.replicas.started", (long) plan.starts().size());
    span.setAttribute("clew.replicas.stopped", (long) plan.stops().size());
    String traceparent =
        TraceHeaders.of(span.getSpanContext())
            .getOrDefault(TraceHeaders.TRACEPARENT, revision.traceparent());
    try {
      for (Replica each : plan.stops()) {
        if (replicas.stopping(each).isLive()) {
          order(each, false, traceparent, revision.run(), identity);
        }
      }
      for (Replica each : plan.starts()) {
        if (replicas.create(each)) {
          order(each, true, traceparent, revision.run(), identity);
        }
      }
    } catch (ClewError e) {
      FleetTracer.fail(span, e);
      throw e;
    } finally {
      span.end();
    }
  }

  /// Sends orders again that may not have been sent: what a leader that died may have left undone.
  private void sendAgain() {
    Instant now = clock.instant();
    List<String> waiting = new ArrayList<>();
    for (Replica each : replicas.all()) {
      boolean ordered =
          each.state() == Replica.State.PENDING || each.state() == Replica.State.STOPPING;
      if (!ordered) {
        continue;
      }
      waiting.add(each.id());
      Sent last = resent.computeIfAbsent(each.id(), _ -> new Sent(now, 0));
      if (last.isOverdue(now)) {
        resent.put(each.id(), new Sent(now, last.times() + 1));
        Deployment deployment = deployments.known(each.stack()).orElse(null);
        Revision revision = deployment == null ? null : deployment.current();
        order(
            each,
            each.state() == Replica.State.PENDING,
            revision == null ? "" : revision.traceparent(),
            revision == null ? "" : revision.run(),
            Caller.SYSTEM.identity());
      }
    }
    resent.keySet().retainAll(waiting);
  }

  private void order(
      Replica replica, boolean start, String traceparent, String run, String identity) {
    Service service =
        deployments.known(replica.stack()).flatMap(each -> each.service(replica)).orElse(null);
    if (start && service == null) {
      return;
    }
    Order order = ReplicaOrder.of(replica, service, start, tracer.cluster(), run, identity);
    Map<String, String> headers =
        traceparent.isEmpty() ? Map.of() : Map.of(TraceHeaders.TRACEPARENT, traceparent);
    var _ = bus.append(order.subject(replica.node()), headers, FleetJson.bytes(order), null);
  }
}
