package dev.clew.fleet.server;

import dev.clew.error.ClewError;
import dev.clew.fleet.FleetMeter;
import dev.clew.fleet.FleetTracer;
import dev.clew.fleet.Mirror;
import dev.clew.fleet.audit.AuditLog;
import dev.clew.fleet.audit.AuditType;
import dev.clew.fleet.bus.Bus;
import dev.clew.fleet.bus.BusAddress;
import dev.clew.fleet.bus.FleetBucket;
import dev.clew.fleet.bus.FleetStream;
import dev.clew.fleet.bus.Tail;
import dev.clew.fleet.deploy.Deployment;
import dev.clew.fleet.deploy.Deployments;
import dev.clew.fleet.deploy.Replica;
import dev.clew.fleet.deploy.Replicas;
import dev.clew.fleet.identity.AccessTokens;
import dev.clew.fleet.identity.Caller;
import dev.clew.fleet.identity.Role;
import dev.clew.fleet.job.Chunk;
import dev.clew.fleet.job.Job;
import dev.clew.fleet.job.Jobs;
import dev.clew.fleet.job.Report;
import dev.clew.fleet.node.FleetNode;
import dev.clew.fleet.node.FleetNodeState;
import dev.clew.fleet.node.Target;
import dev.clew.redaction.Redaction;
import io.opentelemetry.api.trace.Tracer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/// The control plane of a fleet on one server.
public final class Fleet implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger("dev.clew.fleet");
  private static final long ROUND_MILLIS = 1000;
  private static final int TIDY_ROUNDS = 5;

  private final Bus bus;
  private final BusAddress agents;
  private final AuditLog audit;
  private final Nodes nodes;
  private final Jobs jobs;
  private final AccessTokens tokens;
  private final Leadership leadership;
  private final Deploying deploying;
  private final String id;
  private final List<Mirror<?>> mirrors = new ArrayList<>();
  private final Set<String> lost = new HashSet<>();
  private final Thread rounds =
      Thread.ofPlatform().daemon().name("clew-fleet").unstarted(this::lead);
  private final ReportIntake reports;
  private volatile boolean closing;

  private Fleet(
      Bus bus,
      BusAddress agents,
      String name,
      Redaction redaction,
      Tracer tracer,
      FleetMeter meter,
      Clock clock,
      RandomGenerator random) {
    this.bus = bus;
    this.agents = agents;
    this.audit = new AuditLog(bus, redaction, clock);
    this.nodes = new Nodes(mirror(FleetBucket.NODES, FleetNode.class), System::nanoTime);
    Mirror<Job> kept = mirror(FleetBucket.JOBS, Job.class);
    this.jobs = new Jobs(bus, kept, audit, redaction, clock, random, this::candidates);
    this.tokens = AccessTokens.in(bus.bucket(FleetBucket.TOKENS), meter, clock, random);
    this.leadership = new Leadership(bus.bucket(FleetBucket.LEADER), name);
    this.id = ClusterId.of(bus.bucket(FleetBucket.CLUSTER), random);
    var spans = new FleetTracer(tracer, meter, id, name);
    this.deploying =
        new Deploying(
            bus,
            new Deployments(mirror(FleetBucket.DEPLOYMENTS, Deployment.class), audit, spans, clock),
            new Replicas(mirror(FleetBucket.REPLICAS, Replica.class), redaction, clock),
            audit,
            spans,
            nodes,
            leadership::leads,
            clock);
    this.reports = new ReportIntake(bus, this::take);
  }

  private <T> Mirror<T> mirror(FleetBucket bucket, Class<T> type) {
    Mirror<T> mirror = new Mirror<>(bus.bucket(bucket), type).open();
    mirrors.add(mirror);
    return mirror;
  }

  /// Connects, makes what is missing, and begins.
  ///
  /// @param agents where agents find NATS
  /// @param name of this server, unlike any other's
  /// @param tracer of the spans of what it does
  /// @param meter of what it does
  /// @throws ClewError E122, E123
  public static Fleet open(
      BusAddress address,
      BusAddress agents,
      String name,
      Redaction redaction,
      Tracer tracer,
      FleetMeter meter,
      Clock clock,
      RandomGenerator random)
      throws InterruptedException {
    Bus bus = Bus.connect(address, "clew serve " + name, LOG::warn);
    try {
      bus.prepare();
      var fleet = new Fleet(bus, agents, name, redaction, tracer, meter, clock, random);
      fleet.nodes.listen(bus);
      fleet.rounds.start();
      fleet.reports.start();
      fleet.deploying.start();
      return fleet;
    } catch (ClewError e) {
      bus.close();
      throw e;
    }
  }

  private Collection<Target.Candidate> candidates() {
    return nodes.candidates(jobs::unfinished);
  }

  public Nodes nodes() {
    return nodes;
  }

  public Jobs jobs() {
    return jobs;
  }

  /// Of the fleet: all its servers have the same.
  public String id() {
    return id;
  }

  public Deploying deploying() {
    return deploying;
  }

  public AuditLog audit() {
    return audit;
  }

  public AccessTokens tokens() {
    return tokens;
  }

  /// Where agents find NATS, with what they need to enter.
  public BusAddress agents() {
    return agents;
  }

  /// Whether NATS can be reached at the moment.
  public boolean isConnected() {
    return bus.isConnected();
  }

  /// The server that leads; empty while none does.
  public String leader() {
    return leadership.leader();
  }

  /// The name of this server.
  public String name() {
    return leadership.name();
  }

  /// What a job prints, from its beginning.
  public Tail output(Job job) {
    return bus.tail(FleetStream.OUTPUT, Chunk.subjects(job.id()), 0, 0);
  }

  /// Lets a node join.
  ///
  /// @param key what it has to know to come again under its name
  public FleetNode join(FleetNode node, String key, Caller by) {
    by.require(Role.ADMIN, "letting a node join");
    FleetNode before = nodes.get(node.name()).orElse(null);
    audit.write(
        AuditType.NODE_JOIN,
        by,
        Map.of("node", node.name(), "host", node.host(), "version", node.version()));
    FleetNode joined = nodes.join(node, key);
    if (before != null && !before.incarnation().equals(node.incarnation())) {
      LOG.infof("node %s has started again", node.name());
    }
    return joined;
  }

  public FleetNode drain(String name, boolean draining, Caller by) {
    by.require(Role.OPERATE, "draining a node");
    FleetNode node = nodes.drain(name, draining);
    audit.write(
        AuditType.NODE_DRAIN, by, Map.of("node", name, "draining", Boolean.toString(draining)));
    return node;
  }

  public void remove(String name, Caller by) {
    by.require(Role.ADMIN, "removing a node");
    nodes.remove(name);
    jobs.lose(name, "its node was removed");
    audit.write(AuditType.NODE_REMOVE, by, Map.of("node", name));
  }

  private void take(Report report) {
    Consumer<Report> to = report.job().startsWith(Replica.JOB) ? deploying::take : jobs::take;
    to.accept(report);
  }

  /// What fails is done again in the next round.
  private void lead() {
    boolean elected = false;
    for (long round = 0; !closing; round++) {
      try {
        elected |= leadership.renew();
        if (elected) {
          audit.write(AuditType.LEADER_ELECT, Caller.SYSTEM, Map.of("server", leadership.name()));
          elected = false;
          LOG.infof("%s leads the fleet", leadership.name());
        }
        if (leadership.leads()) {
          loseNodes();
          if (round % TIDY_ROUNDS == 0) {
            jobs.tidy();
          }
        }
        TimeUnit.MILLISECONDS.sleep(ROUND_MILLIS);
      } catch (ClewError e) {
        pause(e);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void pause(ClewError e) {
    if (closing) {
      return;
    }
    LOG.debugf("the fleet waits: %s", e.detail());
    try {
      TimeUnit.MILLISECONDS.sleep(ROUND_MILLIS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Gives up what silent nodes had to do, once for each time that they are lost.
  private void loseNodes() {
    for (Nodes.Seen each : nodes.all()) {
      String name = each.node().name();
      boolean silent = each.state() == FleetNodeState.LOST;
      if (!silent && each.state() != FleetNodeState.LEFT) {
        lost.remove(name);
      } else if (!lost.contains(name)) {
        if (silent) {
          audit.write(AuditType.NODE_LOST, Caller.SYSTEM, Map.of("node", name));
          LOG.warnf("node %s is lost", name);
        }
        jobs.lose(name, "its node is " + each.state().label());
        lost.add(name);
      }
    }
  }

  @Override
  public void close() {
    closing = true;
    deploying.close();
    mirrors.forEach(Mirror::close);
    tokens.close();
    rounds.interrupt();
    reports.close();
    try {
      rounds.join(ROUND_MILLIS);
      leadership.resign();
    } catch (ClewError e) {
      LOG.debugf("the lead is not given up: %s", e.detail());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    bus.close();
  }
}
