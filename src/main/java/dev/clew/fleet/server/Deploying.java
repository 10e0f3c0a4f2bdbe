package dev.clew.fleet.server;

import dev.clew.error.ClewError;
import dev.clew.fleet.FleetMeter;
import dev.clew.fleet.FleetTracer;
import dev.clew.fleet.audit.AuditLog;
import dev.clew.fleet.bus.Bus;
import dev.clew.fleet.bus.FleetStream;
import dev.clew.fleet.bus.Tail;
import dev.clew.fleet.deploy.Deployment;
import dev.clew.fleet.deploy.Deployments;
import dev.clew.fleet.deploy.Reconciler;
import dev.clew.fleet.deploy.Replica;
import dev.clew.fleet.deploy.Replicas;
import dev.clew.fleet.deploy.Spot;
import dev.clew.fleet.deploy.StackStatus;
import dev.clew.fleet.job.Chunk;
import dev.clew.fleet.job.Report;
import dev.clew.fleet.node.FleetNodeState;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/// The deployments of a fleet on one server: it takes what is wanted, and while it leads it sees to
/// it.
public final class Deploying implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger("dev.clew.fleet");
  private static final long LOOK_MILLIS = 50;

  /// What time alone changes is looked at so often.
  private static final int IDLE_LOOKS = 10;

  private final Bus bus;
  private final Deployments deployments;
  private final Replicas replicas;
  private final Reconciler reconciler;
  private final Nodes nodes;
  private final BooleanSupplier leads;
  private final FleetMeter meter;
  private final Thread rounds =
      Thread.ofPlatform().daemon().name("clew-reconcile").unstarted(this::work);
  private volatile boolean closing;

  /// @param leads whether this server leads at the moment
  Deploying(
      Bus bus,
      Deployments deployments,
      Replicas replicas,
      AuditLog audit,
      FleetTracer tracer,
      Nodes nodes,
      BooleanSupplier leads,
      Clock clock) {
    this.bus = bus;
    this.deployments = deployments;
    this.replicas = replicas;
    this.nodes = nodes;
    this.leads = leads;
    this.meter = tracer.meter();
    this.reconciler = new Reconciler(bus, deployments, replicas, audit, tracer, this::spots, clock);
  }

  void start() {
    rounds.start();
  }

  public Deployments deployments() {
    return deployments;
  }

  /// How a stack stands.
  public StackStatus status(Deployment deployment) {
    return reconciler.status(deployment);
  }

  /// How all stacks stand of which something is wanted or left.
  public List<StackStatus> status() {
    return deployments.all().stream()
        .map(this::status)
        .filter(each -> !each.services().isEmpty())
        .toList();
  }

  /// What the replicas of a service print, from the beginning of what is kept.
  public Tail output(String stack, String service) {
    return bus.tail(FleetStream.OUTPUT, Chunk.subjects(Replica.job(stack, service)), 0, 0);
  }

  void take(Report report) {
    replicas.take(report).filter(deployments::isContainer).ifPresent(_ -> meter.containerStarted());
  }

  /// The machines that are there. A server that has just begun gives nothing to those of which it
  /// has not heard yet.
  private Collection<Spot> spots() {
    return nodes.all().stream()
        .filter(each -> each.state() != FleetNodeState.LOST)
        .filter(each -> each.state() != FleetNodeState.LEFT)
        .map(
            each ->
                new Spot(
                    each.node().name(),
                    each.node().labels(),
                    each.state() == FleetNodeState.READY && each.beat() != null,
                    each.state() != FleetNodeState.DRAINING))
        .toList();
  }

  private void work() {
    long seen = -1;
    for (int look = 0; !closing; look++) {
      try {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        if (!leads.getAsBoolean()) {
          meter.replicas(Map.of());
          continue;
        }
        long now = deployments.revision() + replicas.revision();
        if (now != seen || look % IDLE_LOOKS == 0) {
          seen = now;
          reconciler.round();
          meter.replicas(replicas.counts());
        }
      } catch (ClewError e) {
        LOG.debugf("reconciliation waits: %s", e.detail());
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  @Override
  public void close() {
    closing = true;
    rounds.interrupt();
    try {
      rounds.join(1000);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
