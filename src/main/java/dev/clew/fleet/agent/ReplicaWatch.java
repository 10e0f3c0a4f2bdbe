package dev.clew.fleet.agent;

import dev.clew.error.ClewError;
import dev.clew.fleet.FleetJson;
import dev.clew.fleet.bus.Bus;
import dev.clew.fleet.job.HealthCheck;
import dev.clew.fleet.job.Order;
import dev.clew.fleet.job.Report;
import dev.clew.fleet.job.ServiceTask;
import dev.clew.fleet.job.TaskState;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// Reports that a replica runs and does its work, and ends it when it does not.
final class ReplicaWatch {
  /// One without a check is healthy when it has lasted so long.
  private static final long LASTING_MILLIS = 1_000;

  private static final long PAUSE_MILLIS = 500;

  private final TaskProcess process;
  private final AgentContext agent;
  private final Bus bus;
  private final Order order;
  private final String node;
  private final ServiceTask service;

  private ReplicaWatch(TaskProcess process, AgentContext agent, Bus bus, Order order, String node) {
    this.process = process;
    this.agent = agent;
    this.bus = bus;
    this.order = order;
    this.node = node;
    this.service = Objects.requireNonNull(order.service());
  }

  /// Watches over a replica that has a process, until it has none.
  static void over(TaskProcess process, AgentContext agent, Bus bus, Order order, String node) {
    var watch = new ReplicaWatch(process, agent, bus, order, node);
    Thread thread = Thread.ofPlatform().daemon().name("clew-watch").unstarted(watch::run);
    process.onEnd(thread::interrupt);
    thread.start();
  }

  private void run() {
    try {
      report(false);
      HealthCheck check = service.health();
      if (check == null) {
        TimeUnit.MILLISECONDS.sleep(LASTING_MILLIS);
        report(true);
      } else {
        watch(check, new HealthProbe(check, port(), variables()));
      }
    } catch (InterruptedException _) {
      // The replica has ended.
    }
  }

  private int port() {
    return process.port() > 0 || service.ports().isEmpty()
        ? process.port()
        : service.ports().getFirst();
  }

  private Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>(agent.environment());
    AgentContext.SECRETS.forEach(variables::remove);
    variables.putAll(order.environment());
    variables.putAll(ServiceCommand.variables(order, service, process.port()));
    variables.put("PORT", Integer.toString(port()));
    return variables;
  }

  private void watch(HealthCheck check, HealthProbe probe) throws InterruptedException {
    long begin = System.nanoTime();
    boolean healthy = false;
    int failures = 0;
    while (true) {
      String why = probe.look();
      if (why == null) {
        failures = 0;
        if (!healthy) {
          report(true);
          healthy = true;
        }
      } else if (healthy ? ++failures >= check.failures() : isLate(begin, check)) {
        process.fail((healthy ? "not healthy any more: " : "never healthy: ") + why);
        return;
      }
      // One that is awaited is looked at more often.
      TimeUnit.MILLISECONDS.sleep(
          healthy ? check.intervalMillis() : Math.min(check.intervalMillis(), PAUSE_MILLIS));
    }
  }

  private static boolean isLate(long begin, HealthCheck check) {
    return System.nanoTime() - begin > TimeUnit.MILLISECONDS.toNanos(check.graceMillis());
  }

  /// Reports until the report is kept.
  private void report(boolean healthy) throws InterruptedException {
    var report =
        new Report(
            order.job(),
            order.task(),
            node,
            TaskState.RUNNING,
            -1,
            "",
            agent.clock().instant().toString(),
            process.port(),
            healthy);
    while (true) {
      try {
        var _ = bus.append(report.subject(), Map.of(), FleetJson.bytes(report), report.messageId());
        return;
      } catch (ClewError lost) {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    }
  }
}
