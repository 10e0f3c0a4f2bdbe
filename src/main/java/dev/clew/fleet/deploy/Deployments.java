package dev.clew.fleet.deploy;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.fleet.FleetTracer;
import dev.clew.fleet.Mirror;
import dev.clew.fleet.TraceHeaders;
import dev.clew.fleet.audit.AuditLog;
import dev.clew.fleet.audit.AuditType;
import dev.clew.fleet.identity.Caller;
import io.opentelemetry.api.trace.Span;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// What is wanted: the stacks of a fleet and their versions. What a method returns is committed.
public final class Deployments {
  private static final Logger LOG = Logger.getLogger("dev.clew.fleet");

  private final Mirror<Deployment> deployments;
  private final AuditLog audit;
  private final FleetTracer tracer;
  private final Clock clock;

  public Deployments(
      Mirror<Deployment> deployments, AuditLog audit, FleetTracer tracer, Clock clock) {
    this.deployments = deployments;
    this.audit = audit;
    this.tracer = tracer;
    this.clock = clock;
  }

  /// What a call has changed.
  ///
  /// @param version that is wanted now; of a dry run, that is wanted as before
  /// @param unchanged whether nothing was written since the same was wanted already
  public record Changed(String stack, long version, boolean unchanged, StackDiff diff) {}

  /// Who asks, in which run and trace.
  ///
  /// @param run 32 hexadecimal digits; empty for none
  /// @param traceparent empty for none
  public record Origin(Caller caller, String run, String traceparent) {}

  /// Wants a stack.
  ///
  /// @param dry only tells what would change
  /// @throws ClewError E132 when it is not sound
  public Changed apply(Stack stack, boolean dry, Origin origin) {
    stack.checked();
    Deployment before = present(stack.name());
    Stack old = before == null ? null : before.current().stack();
    StackDiff diff = StackDiff.between(old, stack);
    long version = before == null ? 0 : before.current().version();
    if (dry || (before != null && !before.isDeleted() && diff.isEmpty())) {
      return new Changed(stack.name(), version, !dry || diff.isEmpty(), diff);
    }
    Revision written = commit(stack.name(), Revision.Kind.APPLY, AuditType.APPLY, stack, origin);
    return new Changed(stack.name(), written.version(), false, diff);
  }

  /// Wants an earlier version again.
  ///
  /// @param version 0 for the last that was another
  /// @throws ClewError E133 when there is no such stack or version
  public Changed rollback(String name, long version, Origin origin) {
    Deployment before = find(name);
    Revision target =
        (version == 0 ? before.before() : before.revision(version))
            .orElseThrow(() -> noVersion(before, version));
    StackDiff diff = StackDiff.between(before.current().stack(), target.stack());
    if (diff.isEmpty() && !before.isDeleted()) {
      return new Changed(name, before.current().version(), true, diff);
    }
    Revision written =
        commit(name, Revision.Kind.ROLLBACK, AuditType.ROLLBACK, target.stack(), origin);
    return new Changed(name, written.version(), false, diff);
  }

  private static ClewError noVersion(Deployment deployment, long version) {
    return new ClewError(
        ErrorCode.E133,
        deployment.name()
            + (version == 0 ? " has no earlier version" : " has no version " + version)
            + "; there are "
            + String.join(
                ", ",
                deployment.revisions().stream()
                    .filter(each -> each.kind() != Revision.Kind.DELETE)
                    .map(each -> Long.toString(each.version()))
                    .toList())
            + ".");
  }

  /// Wants nothing of a stack any more.
  ///
  /// @throws ClewError E133 when there is no such stack
  public Changed delete(String name, Origin origin) {
    Deployment before = find(name);
    var nothing = new Stack(name, Map.of());
    StackDiff diff = StackDiff.between(before.current().stack(), nothing);
    if (before.isDeleted()) {
      return new Changed(name, before.current().version(), true, diff);
    }
    Revision written = commit(name, Revision.Kind.DELETE, AuditType.DELETE, nothing, origin);
    return new Changed(name, written.version(), false, diff);
  }

  private @Nullable Deployment present(String name) {
    return deployments.fetch(name).orElse(null);
  }

  /// The stack of a name, as it is committed.
  ///
  /// @throws ClewError E133 when there is none
  public Deployment find(String name) {
    return deployments
        .fetch(name)
        .orElseThrow(
            () -> {
              List<String> names = all().stream().map(Deployment::name).toList();
              return new ClewError(
                  ErrorCode.E133,
                  "No stack is called \""
                      + name
                      + "\"; "
                      + (names.isEmpty()
                          ? "there are none."
                          : "there are " + String.join(", ", names) + "."));
            });
  }

  /// By name.
  public List<Deployment> all() {
    return deployments.values().stream().sorted(Comparator.comparing(Deployment::name)).toList();
  }

  /// Grows with each change.
  public long revision() {
    return deployments.revision();
  }

  /// Whether a replica is a container.
  public boolean isContainer(Replica replica) {
    return known(replica.stack())
        .flatMap(each -> each.service(replica))
        .filter(each -> each.image() != null)
        .isPresent();
  }

  Optional<Deployment> known(String name) {
    return deployments.get(name);
  }

  /// Writes the next version: the span `raft.commit`, from which its reconciliation goes on.
  private Revision commit(
      String name, Revision.Kind kind, AuditType type, Stack stack, Origin origin) {
    Span span =
        tracer.begin(
            "raft.commit",
            TraceHeaders.span(Map.of(TraceHeaders.TRACEPARENT, origin.traceparent())),
            origin.run(),
            new FleetTracer.About(name, "*", "*", origin.caller().identity()));
    long begin = System.nanoTime();
    try {
      audit.write(type, origin.caller(), Map.of("stack", name));
      String traceparent =
          TraceHeaders.of(span.getSpanContext())
              .getOrDefault(TraceHeaders.TRACEPARENT, origin.traceparent());
      Revision first = revision(1, kind, stack, origin, traceparent);
      Revision written;
      if (deployments.create(name, new Deployment(name, List.of(first)))) {
        written = first;
      } else {
        written =
            deployments
                .update(
                    name,
                    old ->
                        old.with(
                            revision(
                                old.current().version() + 1, kind, stack, origin, traceparent)))
                .current();
      }
      span.setAttribute("clew.version", written.version());
      tracer.meter().committed(Duration.ofNanos(System.nanoTime() - begin));
      LOG.infof("%s of %s: version %d", kind.label(), name, written.version());
      return written;
    } catch (ClewError e) {
      FleetTracer.fail(span, e);
      throw e;
    } finally {
      span.end();
    }
  }

  private Revision revision(
      long version, Revision.Kind kind, Stack stack, Origin origin, String traceparent) {
    return new Revision(
        version,
        kind,
        stack,
        origin.caller().identity(),
        clock.instant().toString(),
        origin.run(),
        traceparent);
  }

  /// Forgets a stack of which nothing is left.
  void forget(String name) {
    deployments.remove(name);
  }
}
