package dev.clew.fleet.agent;

import dev.clew.config.Home;
import dev.clew.config.Settings;
import dev.clew.error.ClewError;
import dev.clew.fleet.FleetJson;
import dev.clew.fleet.agent.TaskEntry.Phase;
import dev.clew.fleet.bus.Bus;
import dev.clew.fleet.bus.BusMessage;
import dev.clew.fleet.job.Order;
import dev.clew.fleet.job.Report;
import dev.clew.fleet.job.TaskState;
import dev.clew.posix.Libc;
import dev.clew.posix.ProcFs;
import dev.clew.run.process.LeftProcesses;
import dev.clew.telemetry.Replay;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// The tasks of an agent.
final class AgentTasks implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long PAUSE_MILLIS = 500;

  private final AgentContext agent;
  private final AgentHome home;
  private final Bus bus;
  private final String node;
  private final Map<String, TaskProcess> running = new ConcurrentHashMap<>();
  private final ExecutorService threads;
  private final ExecutorService services =
      Executors.newCachedThreadPool(
          Thread.ofPlatform().daemon().name("clew-service-", 0).factory());
  private volatile boolean closing;

  /// @param slots how many run at a time
  AgentTasks(AgentContext agent, AgentHome home, Bus bus, String node, int slots) {
    this.agent = agent;
    this.home = home;
    this.bus = bus;
    this.node = node;
    this.threads =
        Executors.newFixedThreadPool(
            slots, Thread.ofPlatform().daemon().name("clew-task-", 0).factory());
  }

  /// The tasks of jobs that run.
  int count() {
    return (int) running.values().stream().filter(each -> !each.isService()).count();
  }

  /// The replicas of services that run.
  int services() {
    return running.size() - count();
  }

  /// Takes up what the last start of the agent has left: what had not begun is begun, what had
  /// begun is lost, what was over is reported.
  void recover() throws InterruptedException {
    var left =
        new LeftProcesses(
            new Libc(), new ProcFs(Path.of("/proc"), new Libc().pageSize()), TaskProcess.GRACE);
    for (TaskFiles files : home.tasks()) {
      TaskEntry entry = files.read().orElse(null);
      if (entry == null) {
        files.remove();
        continue;
      }
      switch (entry.phase()) {
        case ACCEPTED -> start(files, entry);
        case STARTED -> {
          var _ = left.end(environment -> environment.contains("CLEW_TASK_ID=" + files.id()));
          Report report = report(entry.order(), TaskState.LOST, "its agent was restarted");
          files.write(new TaskEntry(Phase.ENDED, entry.order(), entry.headers(), report));
          threads.execute(() -> finish(files, report));
        }
        case ENDED -> {
          Report report = Objects.requireNonNull(entry.report());
          threads.execute(() -> finish(files, report));
        }
        case REPORTED -> {
          // Its records are sent by upkeep.
        }
      }
    }
  }

  /// Takes an order. When this returns true, it is on disk.
  boolean take(BusMessage message) {
    Order order;
    try {
      order = FleetJson.read(message.body(), Order.class);
    } catch (UncheckedIOException malformed) {
      agent.log().debug("fleet", "an order is not understood", Context.root());
      return true;
    }
    TaskFiles files = home.task(order.task());
    try {
      if (home.isDone(order.task())) {
        return true;
      }
      if (order.isStart()) {
        if (files.read().isEmpty()) {
          var entry = new TaskEntry(Phase.ACCEPTED, order, message.headers(), null);
          files.write(entry);
          start(files, entry);
        }
      } else {
        cancel(files, order, message.headers());
      }
      return true;
    } catch (ClewError e) {
      // It cannot be kept, so it is not begun; it comes again.
      agent.words().accept(e.code(), e.detail());
      return false;
    }
  }

  private void start(TaskFiles files, TaskEntry entry) {
    var process = new TaskProcess(agent, node, entry.order(), entry.headers());
    running.put(files.id(), process);
    // A replica runs until it is told to end, and keeps no job waiting.
    (process.isService() ? services : threads).execute(() -> run(files, entry, process));
  }

  /// One that is not known yet is not begun any more.
  private void cancel(TaskFiles files, Order order, Map<String, String> by) {
    TaskProcess process = running.get(order.task());
    if (process != null) {
      process.cancel(order.run(), order.identity(), by);
    } else if (files.read().isEmpty()) {
      Report report = report(order, TaskState.CANCELLED, "cancelled before it began");
      files.write(new TaskEntry(Phase.ENDED, order, Map.of(), report));
      threads.execute(() -> finish(files, report));
    }
  }

  private void run(TaskFiles files, TaskEntry entry, TaskProcess process) {
    Order order = entry.order();
    Report report;
    try (var output = new OutputQueue(files.output())) {
      if (process.isCancelled()) {
        report = report(order, TaskState.CANCELLED, "cancelled before it began");
      } else {
        files.write(new TaskEntry(Phase.STARTED, order, entry.headers(), null));
        var sender = new OutputSender(bus, order, node, output);
        Thread sending = Thread.ofPlatform().daemon().name("clew-output").start(() -> send(sender));
        report = process.run(files, output, () -> begun(order, process));
        files.write(new TaskEntry(Phase.ENDED, order, entry.headers(), report));
        output.end();
        sending.join();
      }
    } catch (ClewError e) {
      report = report(order, TaskState.FAILED, "[" + e.code() + "] " + e.detail());
    } catch (IOException e) {
      report = report(order, TaskState.FAILED, String.valueOf(e.getMessage()));
    } catch (InterruptedException _) {
      return;
    } finally {
      running.remove(files.id());
    }
    finish(files, report);
  }

  private static void send(OutputSender sender) {
    try {
      sender.run();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Report report(Order order, TaskState state, String why) {
    return Report.of(order, node, state, -1, why, agent.clock().instant().toString());
  }

  /// That it has begun is told if it can be told at once: its end says the same.
  private void begun(Order order, TaskProcess process) {
    if (process.isService()) {
      ReplicaWatch.over(process, agent, bus, order, node);
      return;
    }
    Report begun = report(order, TaskState.RUNNING, "");
    var _ = bus.appendLater(begun.subject(), Map.of(), FleetJson.bytes(begun), begun.messageId());
  }

  /// Reports an end until the report is kept, sends what records are left, and forgets the task.
  private void finish(TaskFiles files, Report report) {
    try {
      while (!closing) {
        try {
          var _ =
              bus.append(report.subject(), Map.of(), FleetJson.bytes(report), report.messageId());
          break;
        } catch (ClewError lost) {
          TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
      }
      if (!closing) {
        TaskEntry entry = files.read().orElseThrow();
        files.write(new TaskEntry(Phase.REPORTED, entry.order(), Map.of(), report));
        sendRecords(files, entry.order());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ClewError e) {
      agent.words().accept(e.code(), e.detail());
    }
  }

  /// Sends the records of tasks that a backend has not taken at their end.
  void upkeep() throws InterruptedException {
    home.forget(agent.clock().instant());
    for (TaskFiles files : home.tasks()) {
      TaskEntry entry = files.read().orElse(null);
      if (entry != null && entry.phase() == Phase.REPORTED) {
        sendRecords(files, entry.order());
      }
    }
  }

  /// What is not delivered stays where it is until it is.
  private void sendRecords(TaskFiles files, Order order) throws InterruptedException {
    Settings settings = agent.settings(false, Map.of("CLEW_HOME", files.directory().toString()));
    try {
      for (Path file : files.records(new Home(files.directory()))) {
        var _ =
            new Replay(settings.home(), settings.telemetry(), PATIENCE, new SecureRandom())
                .send(file, false);
      }
      forget(files);
    } catch (ClewError e) {
      if (e.code() == dev.clew.error.ErrorCode.E044) {
        forget(files);
      } else {
        agent.log().debug("fleet", "records wait", Context.root(), "task", order.task());
      }
    }
  }

  private void forget(TaskFiles files) {
    home.markDone(files.id());
    files.remove();
  }

  /// Waits for the end of what runs.
  ///
  /// @return false when it takes longer
  boolean awaitIdle(Duration wait) throws InterruptedException {
    long end = System.nanoTime() + wait.toNanos();
    while (!running.isEmpty() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return running.isEmpty();
  }

  void cancelServices() {
    running.values().stream().filter(TaskProcess::isService).forEach(TaskProcess::cancel);
  }

  void cancelAll() {
    running.values().forEach(TaskProcess::cancel);
  }

  /// Waits until what has ended is reported.
  void end() {
    threads.shutdown();
    services.shutdown();
    try {
      long end = System.nanoTime() + PATIENCE.toNanos();
      for (ExecutorService each : List.of(threads, services)) {
        if (!each.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          closing = true;
          each.shutdownNow();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end();
  }
}
