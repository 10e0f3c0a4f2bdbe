package dev.clew.projection;

import dev.clew.otlp.codec.MessageDescriptor;
import dev.clew.record.Attributes;
import dev.clew.record.LogEntry;
import dev.clew.record.SpanEntry;
import dev.clew.store.Store;
import dev.clew.store.StoredLog;
import dev.clew.store.StoredRun;
import dev.clew.store.StoredSpan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the graphs of the executions that a stored run has.
public final class GraphLoader {
  private static final int MOST_SPANS = 200_000;
  private static final int MOST_EVENTS = 200_000;
  private static final int MOST_EXECUTIONS = 50;

  /// So far a span of a model may lie below its node.
  private static final int DEPTH = 100;

  /// Records of more, as [Weight] has them, are left out.
  private static final int LARGEST = 16 << 20;

  private static final MessageDescriptor SPAN = MessageDescriptor.of("Span");
  private static final byte[] USAGE = "gen_ai.usage.".getBytes(StandardCharsets.US_ASCII);

  /// Operations whose tokens are those of a model. What agents and executions say of their tokens
  /// is the sum of these.
  private static final Set<String> OPERATIONS =
      Set.of("chat", "text_completion", "generate_content", "embeddings");

  private static final Set<String> EVENTS =
      Set.of(
          "workflow_started",
          "workflow_resumed",
          "workflow_graph",
          "node_expanded",
          "node_cancelled",
          "retry_scheduled",
          "approval_requested",
          "approval_received");

  private final Store store;

  public GraphLoader(Store store) {
    this.store = store;
  }

  /// What a span used of a model.
  private record Use(long span, long input, long output, double usd) {}

  /// A run while it is read.
  private static final class Reading {
    final Map<String, GraphDraft> executions = new LinkedHashMap<>();
    final Map<Long, Long> parents = new HashMap<>();
    final Map<Long, GraphDraft> nodes = new HashMap<>();
    final List<LogEntry> begun = new ArrayList<>();
    final List<Use> uses = new ArrayList<>();
    int events;

    @Nullable GraphDraft execution(Attributes attributes) {
      String id = attributes.text("clew.execution.id");
      boolean known = executions.containsKey(id);
      return id.isEmpty() || (!known && executions.size() >= MOST_EXECUTIONS)
          ? null
          : executions.computeIfAbsent(id, GraphDraft::new);
    }
  }

  /// The graphs of a run.
  public GraphView of(StoredRun run) {
    var reading = new Reading();
    Entries entries = new Entries(store.scopes());
    store.logs().events(run.id(), log -> event(log, entries, reading));
    store
        .spans()
        .ofRun(
            run.id(),
            0,
            MOST_SPANS,
            span -> {
              span(span, entries, reading);
              return true;
            });
    begun(reading);
    reading.uses.forEach(use -> used(use, reading));
    boolean live = run.facts().state().equals("running");
    return new GraphView(
        Long.toString(run.first()),
        reading.executions.values().stream()
            .sorted(Comparator.comparingLong(GraphDraft::started))
            .map(each -> each.graph(run.first(), live))
            .toList());
  }

  private static boolean event(StoredLog log, Entries entries, Reading reading) {
    String name = log.event();
    if (name == null) {
      return true;
    }
    if (name.equals("stage.started")) {
      LogEntry begun = entries.of(log);
      if (begun.attributes().text("clew.name").startsWith(GraphDraft.NODE)) {
        reading.begun.add(begun);
      }
    } else if (EVENTS.contains(name)) {
      LogEntry event = entries.of(log);
      GraphDraft execution = reading.execution(event.attributes());
      if (execution != null) {
        execution.event(event);
      }
    }
    return ++reading.events < MOST_EVENTS;
  }

  private static void span(StoredSpan span, Entries entries, Reading reading) {
    reading.parents.put(span.span(), span.parent());
    if (span.name().startsWith(GraphDraft.NODE)) {
      if (Weight.of(SPAN, span.data()) > LARGEST) {
        return;
      }
      SpanEntry entry = entries.of(span);
      GraphDraft execution = reading.execution(entry.attributes());
      if (execution != null) {
        execution.ended(entry);
        reading.nodes.put(span.span(), execution);
      }
    } else if (contains(span.data(), USAGE) && Weight.of(SPAN, span.data()) <= LARGEST) {
      Attributes attributes = entries.of(span).attributes();
      if (OPERATIONS.contains(attributes.text("gen_ai.operation.name"))) {
        reading.uses.add(
            new Use(
                span.span(),
                Math.max(0, attributes.whole("gen_ai.usage.input_tokens").orElse(0)),
                Math.max(0, attributes.whole("gen_ai.usage.output_tokens").orElse(0)),
                attributes.number("clew.model.cost_usd").orElse(-1)));
      }
    }
  }

  /// What has begun and whose span has not come is known by the span of its execution.
  private static void begun(Reading reading) {
    Map<String, GraphDraft> bySpan = new HashMap<>();
    reading.executions.values().forEach(each -> each.spans().forEach(id -> bySpan.put(id, each)));
    for (LogEntry event : reading.begun) {
      GraphDraft execution = bySpan.get(event.attributes().text("clew.parent_span_id"));
      if (execution != null && !event.spanId().isEmpty()) {
        execution.begun(event);
        reading.nodes.put(HexFormat.fromHexDigitsToLong(event.spanId()), execution);
      }
    }
  }

  /// Counts it for the innermost node that it lies below.
  private static void used(Use use, Reading reading) {
    Long at = use.span();
    for (int i = 0; i < DEPTH && at != null && at != 0; i++) {
      GraphDraft execution = reading.nodes.get(at);
      if (execution != null) {
        execution.used(HexFormat.of().toHexDigits(at), use.input(), use.output(), use.usd());
        return;
      }
      at = reading.parents.get(at);
    }
  }

  private static boolean contains(byte[] data, byte[] word) {
    for (int from = 0; from <= data.length - word.length; from++) {
      int same = 0;
      while (same < word.length && data[from + same] == word[same]) {
        same++;
      }
      if (same == word.length) {
        return true;
      }
    }
    return false;
  }
}
