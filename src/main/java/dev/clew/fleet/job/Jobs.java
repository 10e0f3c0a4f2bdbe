package dev.clew.fleet.job;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.fleet.FleetJson;
import dev.clew.fleet.Mirror;
import dev.clew.fleet.TraceHeaders;
import dev.clew.fleet.audit.AuditLog;
import dev.clew.fleet.audit.AuditType;
import dev.clew.fleet.bus.Bus;
import dev.clew.fleet.bus.FleetStream;
import dev.clew.fleet.identity.Caller;
import dev.clew.fleet.node.Target;
import dev.clew.redaction.Redaction;
import dev.clew.time.Ulid;
import io.opentelemetry.api.trace.SpanContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/// The jobs of a fleet. A job is kept before anything is sent; what is sent twice is started once,
/// by the journal of its node.
public final class Jobs {
  private static final Logger LOG = Logger.getLogger("dev.clew.fleet");

  /// An order that a node has not taken for so long may never have been sent.
  private static final Duration UNSENT = Duration.ofSeconds(5);

  private static final Duration KEPT = Duration.ofDays(7);

  private final Bus bus;
  private final Mirror<Job> jobs;
  private final AuditLog audit;
  private final Redaction redaction;
  private final Clock clock;
  private final RandomGenerator random;
  private final Supplier<Collection<Target.Candidate>> nodes;

  /// @param nodes that there are to choose from
  public Jobs(
      Bus bus,
      Mirror<Job> jobs,
      AuditLog audit,
      Redaction redaction,
      Clock clock,
      RandomGenerator random,
      Supplier<Collection<Target.Candidate>> nodes) {
    this.nodes = nodes;
    this.bus = bus;
    this.jobs = jobs;
    this.audit = audit;
    this.redaction = redaction;
    this.clock = clock;
    this.random = random;
  }

  /// Keeps a job and sends it to its nodes. When this returns, it is kept.
  ///
  /// @param run that it is part of
  /// @param traceparent of the span that its processes continue; empty for none
  /// @throws ClewError E001, E124
  public Job submit(JobSpec spec, String run, String traceparent, Caller by) {
    List<String> chosen = Target.parse(spec.checked().target()).choose(nodes.get());
    String id = Job.PREFIX + Ulid.random(clock.instant(), random);
    Job job = Job.of(id, run, traceparent, by.identity(), now(), spec, chosen);
    audit.write(
        AuditType.JOB_SUBMIT,
        by,
        Map.of(
            "job", id,
            "target", spec.target(),
            "nodes", String.join(",", chosen),
            "command", command(spec)));
    if (!jobs.create(id, job)) {
      throw new IllegalStateException(id + " is there already");
    }
    job.tasks().forEach(task -> send(job, Order.start(job, task), task.node()));
    log(job, "job submitted");
    return job;
  }

  /// Lines about a job have its trace, as those of the command line and of the agents.
  private static void log(Job job, String message) {
    SpanContext span = TraceHeaders.span(Map.of(TraceHeaders.TRACEPARENT, job.traceparent()));
    Map<String, String> fields = new HashMap<>(Map.of("job", job.id(), "identity", job.identity()));
    if (span.isValid()) {
      fields.put("trace_id", span.getTraceId());
      fields.put("span_id", span.getSpanId());
    }
    fields.forEach(MDC::put);
    LOG.info(message);
    fields.keySet().forEach(MDC::remove);
  }

  /// A command without its secrets.
  public String command(JobSpec spec) {
    return String.join(" ", redaction.arguments(spec.command()));
  }

  private void send(Job job, Order order, String node) {
    Map<String, String> headers =
        job.traceparent().isEmpty()
            ? Map.of()
            : Map.of(TraceHeaders.TRACEPARENT, job.traceparent());
    var _ =
        bus.append(
            order.subject(node),
            headers,
            FleetJson.bytes(order),
            order.kind() + "." + order.task());
  }

  /// The newest first.
  public List<Job> all() {
    return jobs.values().stream().sorted(Comparator.comparing(Job::id).reversed()).toList();
  }

  public int unfinished(String node) {
    return (int)
        jobs.values().stream()
            .flatMap(job -> job.tasks().stream())
            .filter(task -> task.node().equals(node) && !task.state().isOver())
            .count();
  }

  /// The job of an id or the start of one.
  ///
  /// @throws ClewError E125 when there is none, or several
  public Job find(String start) {
    String wanted = start.startsWith(Job.PREFIX) ? start : Job.PREFIX + start;
    List<Job> found =
        jobs.values().stream().filter(each -> each.id().startsWith(wanted)).limit(2).toList();
    if (found.size() != 1) {
      throw new ClewError(
          ErrorCode.E125,
          (found.isEmpty() ? "No job begins" : "Several jobs begin") + " with \"" + wanted + "\".");
    }
    return found.getFirst();
  }

  /// Tells the machines of a job to end it. One that is over stays as it is.
  public Job cancel(String start, Caller by) {
    Job job = find(start);
    if (job.isOver()) {
      return job;
    }
    audit.write(AuditType.JOB_CANCEL, by, Map.of("job", job.id()));
    Job cancelled = jobs.update(job.id(), Job::cancel);
    cancelled.tasks().stream()
        .filter(task -> !task.state().isOver())
        .forEach(task -> send(cancelled, Order.cancel(cancelled, task), task.node()));
    return cancelled;
  }

  /// Takes what a node reports, of a job that another server may have just submitted.
  public void take(Report report) {
    if (jobs.get(report.job()).isEmpty() && jobs.fetch(report.job()).isEmpty()) {
      return;
    }
    Job job =
        jobs.update(
            report.job(),
            old ->
                report.state().isOver()
                    ? old.ended(
                        report.task(),
                        report.state(),
                        report.exitCode(),
                        redaction.text(report.error()),
                        report.at())
                    : old.started(report.task(), report.at()));
    if (job.isOver()) {
      log(job, "job is " + job.state().label());
    }
    job.task(report.task()).ifPresent(task -> retry(job, task));
  }

  /// Gives up the tasks of a node that went away.
  ///
  /// @param why in words
  public void lose(String node, String why) {
    for (Job job : jobs.values()) {
      for (Task task : job.tasks()) {
        if (task.node().equals(node) && !task.state().isOver()) {
          lose(job, task, why);
        }
      }
    }
  }

  /// What its node has not taken, it does not get any more: it might be done twice.
  private void lose(Job job, Task task, String why) {
    bus.takeBack(FleetStream.DISPATCH, Order.start(job, task).subject(task.node()));
    Job now = jobs.update(job.id(), old -> old.ended(task.id(), TaskState.LOST, -1, why, now()));
    now.task(task.id()).ifPresent(lost -> retry(now, lost));
  }

  private void retry(Job job, Task task) {
    if (!job.wantsRetry(task)) {
      return;
    }
    String node = nodeOfRetry(job, task);
    audit.write(
        AuditType.JOB_RETRY,
        Caller.SYSTEM,
        Map.of(
            "job", job.id(), "node", task.node(), "attempt", Integer.toString(task.attempt() + 1)));
    Job retried =
        jobs.update(
            job.id(),
            old ->
                old.task(task.id()).filter(old::wantsRetry).isPresent()
                    ? old.retried(task, node, now())
                    : old);
    Task fresh = retried.current().get(task.slot());
    if (fresh.state() == TaskState.PENDING) {
      send(retried, Order.start(retried, fresh), fresh.node());
    }
  }

  /// Where any machine will do, the machine that a task is lost with is not tried again.
  private String nodeOfRetry(Job job, Task task) {
    if (task.state() == TaskState.LOST && Target.parse(job.spec().target()) instanceof Target.Any) {
      List<Target.Candidate> others =
          nodes.get().stream()
              .filter(each -> each.ready() && !each.node().name().equals(task.node()))
              .toList();
      return others.isEmpty() ? task.node() : new Target.Any().choose(others).getFirst();
    }
    return task.node();
  }

  /// Sends orders again that may not have been sent, retries what was not retried, and forgets old
  /// jobs: what a server that died may have left undone.
  public void tidy() {
    Instant now = clock.instant();
    for (Job job : jobs.values()) {
      if (job.isOver() && Instant.parse(last(job)).isBefore(now.minus(KEPT))) {
        jobs.remove(job.id());
        continue;
      }
      for (Task task : job.tasks()) {
        if (task.state() == TaskState.PENDING
            && Instant.parse(task.dispatched()).isBefore(now.minus(UNSENT))) {
          send(
              job, job.cancelled() ? Order.cancel(job, task) : Order.start(job, task), task.node());
        }
        retry(job, task);
      }
    }
  }

  private static String last(Job job) {
    return job.tasks().stream()
        .map(Task::ended)
        .max(Comparator.naturalOrder())
        .orElse(job.submitted());
  }

  private String now() {
    return clock.instant().toString();
  }
}
