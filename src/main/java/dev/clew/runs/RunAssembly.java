package dev.clew.runs;

import dev.clew.record.Entry;
import dev.clew.record.LogEntry;
import dev.clew.record.MetricPoint;
import dev.clew.record.RecordSource;
import dev.clew.record.SpanEntry;
import dev.clew.record.SpanKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Puts a run together from its spans and events. Holds what a run's story needs, no output and no
/// metric points.
public final class RunAssembly {
  private final Map<SpanKey, PartialNode> drafts = new LinkedHashMap<>();
  private final Map<SpanKey, List<PartialNode>> shared = new LinkedHashMap<>();
  private final List<LogEntry> events = new ArrayList<>();
  private final Map<SpanKey, RunSummary> summaries = new LinkedHashMap<>();
  private final Set<String> services = new LinkedHashSet<>();
  private @Nullable RecordSource lastSource;
  private long first;
  private long last;
  private boolean started;

  /// Takes one entry of the file in.
  public void accept(Entry entry) {
    see(entry);
    from(entry.source());
    switch (entry) {
      case SpanEntry span -> span(span);
      case LogEntry log -> log(log);
      case MetricPoint _ -> {}
    }
  }

  private void from(RecordSource source) {
    if (source != lastSource) {
      lastSource = source;
      String service = source.resource().text("service.name");
      if (!service.isEmpty()) {
        services.add(service);
      }
    }
  }

  /// Takes notice of an entry's time alone.
  void see(Entry entry) {
    see(entry.timeNanos());
  }

  /// Takes notice of a time in nanoseconds since 1970; 0 is none.
  public void see(long time) {
    if (time != 0) {
      first = first == 0 ? time : Math.min(first, time);
      last = Math.max(last, time);
    }
  }

  /// Zipkin's client and server share the ids of a span, and are two all the same: their kind or
  /// their resource tells them apart. What comes twice is one.
  private void span(SpanEntry span) {
    PartialNode draft = draft(key(span.traceId(), span.spanId()));
    if (draft.isAnotherThan(span)) {
      List<PartialNode> others = shared.computeIfAbsent(draft.key, _ -> new ArrayList<>());
      PartialNode other =
          others.stream().filter(each -> !each.isAnotherThan(span)).findFirst().orElse(null);
      if (other == null) {
        other = new PartialNode(draft.key);
        others.add(other);
      }
      other.span(span);
    } else {
      draft.span(span);
      notice(draft);
    }
  }

  private static SpanKey key(String traceId, String spanId) {
    return new SpanKey(traceId, spanId);
  }

  private static SpanKey key(LogEntry log) {
    return key(log.traceId(), log.spanId());
  }

  private List<PartialNode> all() {
    List<PartialNode> all = new ArrayList<>(drafts.values());
    shared.values().forEach(all::addAll);
    return all;
  }

  private void log(LogEntry log) {
    if (log.eventName().isEmpty()) {
      return;
    }
    events.add(log);
    if (log.eventName().equals("run.summary")) {
      summaries.put(key(log), RunSummary.of(log));
    } else if (log.eventName().equals("stage.skipped")) {
      skipped(log);
    } else {
      PartialNode draft = draft(key(log));
      draft.event(log);
      notice(draft);
    }
  }

  /// A skipped stage may have no span of its own: then it carries the span that it was to be part
  /// of.
  private void skipped(LogEntry log) {
    PartialNode own = drafts.get(key(log));
    if (log.spanId().isEmpty() || (own != null && own.known())) {
      PartialNode child = draft(key(log.traceId(), "skipped " + events.size()));
      child.event(log);
      child.parentSpanId = log.spanId();
    } else {
      draft(key(log)).event(log);
    }
  }

  private PartialNode draft(SpanKey key) {
    return drafts.computeIfAbsent(key, PartialNode::new);
  }

  /// Whether the entries so far tell how the run ended: one command started it, finished and was
  /// summed up, and nothing hints at another whose start is missing here.
  public boolean conclusive() {
    List<PartialNode> runs = drafts.values().stream().filter(PartialNode::isRun).toList();
    return runs.size() == 1
        && summaries.size() == 1
        && runs.getFirst().isStarted()
        && runs.getFirst().isFinished();
  }

  /// Whether the start of a command that started the run was among the entries. Asked after each of
  /// them, so it may not look at all.
  public boolean hasStart() {
    return started;
  }

  private void notice(PartialNode changed) {
    started |= changed.isRun() && changed.isStarted();
  }

  /// When the last entry was that it has seen, 0 when there was none.
  public long last() {
    return last;
  }

  /// The run.
  ///
  /// @param live whether the process that started it lives
  /// @param now the end of what is running, in nanoseconds since 1970
  public Run run(String id, Origin origin, boolean live, long now) {
    long until = live ? now : last;
    List<RunNode> roots = new NodeTree(all(), live, until).roots();
    List<RunNode> runs = roots.stream().filter(root -> root.kind() == RunNode.Kind.RUN).toList();
    List<RunNode> deciding = runs.isEmpty() ? roots : runs;
    State state = state(latest(deciding), live);
    boolean open = state instanceof State.Running || state instanceof State.Interrupted;
    long end = known(deciding.stream().mapToLong(RunNode::endNanos)).max().orElse(until);
    List<RunNode> ordered = runsFirst(roots);
    String name = deciding.isEmpty() ? "" : deciding.getFirst().name();
    return new Run(
        id,
        origin,
        name,
        ordered.isEmpty() ? name : RunTitle.of(ordered.getFirst()),
        state,
        known(deciding.stream().mapToLong(RunNode::startNanos)).min().orElse(first),
        open ? Math.max(end, until) : end,
        List.copyOf(services),
        stages(),
        ordered,
        List.copyOf(events),
        RunSummary.sum(summaries(deciding)));
  }

  /// Of a workflow's execution that was resumed the last attempt decides. What is left keeps its
  /// order: of several that failed the first one says how.
  private static List<RunNode> latest(List<RunNode> roots) {
    Map<String, Long> starts = new HashMap<>();
    for (RunNode root : roots) {
      String execution = execution(root);
      if (!execution.isEmpty()) {
        starts.merge(execution, root.startNanos(), Math::max);
      }
    }
    return roots.stream()
        .filter(root -> root.startNanos() >= starts.getOrDefault(execution(root), 0L))
        .toList();
  }

  private static String execution(RunNode root) {
    return root.kind() == RunNode.Kind.RUN ? root.attributes().text("clew.execution.id") : "";
  }

  private static LongStream known(LongStream times) {
    return times.filter(time -> time != 0);
  }

  private long stages() {
    long seen = drafts.values().stream().filter(PartialNode::isStage).count();
    long summed = summaries.values().stream().mapToLong(RunSummary::stages).sum();
    return Math.max(seen, summed);
  }

  /// The summaries of the roots alone, where they have some: what a nested run wrote passed through
  /// its root as well.
  private Collection<RunSummary> summaries(List<RunNode> roots) {
    List<RunSummary> own =
        roots.stream()
            .map(root -> summaries.get(key(root.traceId(), root.spanId())))
            .filter(Objects::nonNull)
            .toList();
    return own.isEmpty() ? summaries.values() : own;
  }

  private static List<RunNode> runsFirst(List<RunNode> roots) {
    return roots.stream()
        .sorted(Comparator.comparing(root -> root.kind() != RunNode.Kind.RUN))
        .toList();
  }

  private static State state(List<RunNode> roots, boolean live) {
    State state = roots.isEmpty() ? unfinished(live) : new State.Ok();
    for (RunNode root : roots) {
      if (rank(root.state()) > rank(state)) {
        state = root.state();
      }
    }
    return state;
  }

  private static State unfinished(boolean live) {
    return live ? new State.Running() : new State.Interrupted();
  }

  private static int rank(State state) {
    return switch (state) {
      case State.Ok _, State.Skipped _ -> 0;
      case State.Interrupted _ -> 1;
      case State.Failed _ -> 2;
      case State.Running _ -> 3;
    };
  }
}
