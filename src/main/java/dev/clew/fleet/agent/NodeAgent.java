package dev.clew.fleet.agent;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.fleet.FleetJson;
import dev.clew.fleet.api.NodesResource.JoinRequest;
import dev.clew.fleet.api.NodesResource.JoinView;
import dev.clew.fleet.bus.Bus;
import dev.clew.fleet.bus.BusAddress;
import dev.clew.fleet.bus.FleetStream;
import dev.clew.fleet.bus.WorkQueue;
import dev.clew.fleet.client.FleetClient;
import dev.clew.fleet.job.Order;
import dev.clew.fleet.node.Beat;
import io.opentelemetry.context.Context;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/// The agent of a machine from its start to its end.
public final class NodeAgent {
  /// For how long tasks may go on once the agent was told to end.
  private static final Duration DRAIN = Duration.ofSeconds(60);

  private static final Duration STOP = Duration.ofSeconds(15);
  private static final int UPKEEP_BEATS = 15;
  private static final long PAUSE_MILLIS = 1000;

  private final AgentContext context;
  private final AgentHome home;
  private final Membership member;
  private final String node;
  private final AtomicInteger signals = new AtomicInteger();

  public NodeAgent(AgentContext context, AgentHome home, Membership member) {
    this.context = context;
    this.home = home;
    this.member = member;
    this.node = member.node();
  }

  /// What this machine is to its fleet.
  ///
  /// @param node its name
  /// @param incarnation this start of the agent
  /// @param bus where orders come from
  public record Membership(String node, String incarnation, BusAddress bus) {}

  /// Joins.
  ///
  /// @throws ClewError E060 to E062, E120, E126, E128
  public static Membership join(
      FleetClient client,
      AgentHome home,
      String name,
      Map<String, String> labels,
      String version,
      String host) {
    String incarnation = UUID.randomUUID().toString();
    JoinView joined =
        client.join(
            new JoinRequest(
                name,
                home.key(),
                labels,
                version,
                host,
                Runtime.getRuntime().availableProcessors(),
                MachineLoad.read(Path.of("/proc")).memory(),
                incarnation));
    return new Membership(
        joined.node(),
        incarnation,
        new BusAddress(joined.nats(), joined.user(), joined.password(), ""));
  }

  /// A signal has come: the first ends it when its tasks have ended, the second ends them.
  ///
  /// @return how many have come
  public int signal() {
    return signals.incrementAndGet();
  }

  private boolean isEnding() {
    return signals.get() > 0;
  }

  /// Works until it is told to end.
  ///
  /// @param slots how many tasks run at a time
  /// @param ready is called when orders are taken
  /// @param ending is told how many tasks are waited for once it is told to end
  /// @throws ClewError E122 when NATS cannot be reached at the start
  public void run(int slots, Runnable ready, IntConsumer ending) throws InterruptedException {
    try (Bus bus =
            Bus.connect(
                entrance(),
                "clew agent " + node,
                state -> context.words().accept(ErrorCode.E122, state + "."));
        AgentTasks tasks = new AgentTasks(context, home, bus, node, slots)) {
      tasks.recover();
      Thread beats = Thread.ofPlatform().daemon().name("clew-beat").start(() -> beat(bus, tasks));
      ready.run();
      work(bus.queue(FleetStream.DISPATCH, node, Order.subjects(node)), tasks);
      drain(bus, tasks, ending);
      beats.interrupt();
      tasks.end();
      send(bus, beat(tasks, true));
    }
  }

  /// One that is lost is followed by the next.
  private void send(Bus bus, Beat beat) {
    if (!bus.publish(Beat.subject(node), FleetJson.bytes(beat))) {
      context.log().debug("fleet", "a beat is lost", Context.root());
    }
  }

  /// In a cluster that somebody else runs, an agent has credentials of its own.
  private BusAddress entrance() {
    Map<String, String> own = context.environment();
    BusAddress given = member.bus();
    return given.user().isEmpty()
        ? new BusAddress(
            given.urls(),
            own.getOrDefault("CLEW_NATS_USER", ""),
            own.getOrDefault("CLEW_NATS_PASSWORD", ""),
            own.getOrDefault("CLEW_NATS_CREDENTIALS", ""))
        : given;
  }

  private void work(WorkQueue orders, AgentTasks tasks) throws InterruptedException {
    while (!isEnding()) {
      try {
        orders.take(tasks::take);
      } catch (ClewError lost) {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    }
  }

  private void drain(Bus bus, AgentTasks tasks, IntConsumer ending) throws InterruptedException {
    send(bus, beat(tasks, false));
    // They would not end by themselves; the fleet places them elsewhere.
    tasks.cancelServices();
    if (tasks.count() > 0) {
      ending.accept(tasks.count());
    }
    long end = System.nanoTime() + DRAIN.toNanos();
    while (signals.get() == 1 && System.nanoTime() < end) {
      if (tasks.awaitIdle(Duration.ofMillis(50))) {
        return;
      }
    }
    tasks.cancelAll();
    var _ = tasks.awaitIdle(STOP);
  }

  private void beat(Bus bus, AgentTasks tasks) {
    try {
      for (int beat = 0; ; beat++) {
        send(bus, beat(tasks, false));
        if (beat % UPKEEP_BEATS == 1) {
          upkeep(tasks);
        }
        TimeUnit.MILLISECONDS.sleep(Beat.MILLIS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void upkeep(AgentTasks tasks) throws InterruptedException {
    try {
      tasks.upkeep();
    } catch (ClewError e) {
      context.words().accept(e.code(), e.detail());
    } catch (UncheckedIOException e) {
      context.words().accept(ErrorCode.E032, String.valueOf(e.getMessage()));
    }
  }

  private Beat beat(AgentTasks tasks, boolean leaving) {
    MachineLoad load = MachineLoad.read(Path.of("/proc"));
    return new Beat(
        node,
        member.incarnation(),
        load.load(),
        load.memoryUsed(),
        tasks.count(),
        isEnding(),
        leaving);
  }
}
