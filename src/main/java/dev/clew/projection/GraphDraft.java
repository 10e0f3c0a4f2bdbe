package dev.clew.projection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.clew.projection.NodeAttempts.Attempt;
import dev.clew.record.Attributes;
import dev.clew.record.LogEntry;
import dev.clew.record.SpanEntry;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The graph of one execution as it becomes known from its events and spans, in whatever order they
/// come. What comes from outside is bounded: nodes, needs and the length of names.
final class GraphDraft {
  private static final int MOST_NODES = 20_000;
  private static final int MOST_NEEDS = 200_000;
  private static final int LONGEST = 200;
  private static final int LONGEST_REASON = 500;
  private static final ObjectMapper JSON = new JsonMapper();

  /// The name of a node's span has its task behind this.
  static final String NODE = "node:";

  private final String id;
  private final Map<String, NodeDraft> nodes = new LinkedHashMap<>();
  private final Map<String, String> taskOfSpan = new HashMap<>();
  private final Set<String> spans = new LinkedHashSet<>();
  private String workflow = "";
  private String version = "";
  private String spanId = "";
  private String traceId = "";
  private long nodeCount;
  private long needs;
  private long started;
  private long resumed;

  GraphDraft(String id) {
    this.id = id;
  }

  long started() {
    return started;
  }

  /// Ids of its spans: a resumed execution may have several.
  Set<String> spans() {
    return spans;
  }

  /// Takes an event of the execution or one of its nodes in.
  void event(LogEntry event) {
    about(event.attributes());
    switch (event.eventName()) {
      case "workflow_started" -> started(event);
      case "workflow_resumed" -> {
        resumed = Math.max(resumed, event.timeNanos());
        started(event);
      }
      case "workflow_graph" -> graph(event.attributes());
      default -> node(event);
    }
  }

  /// What all records of an execution say of it.
  private void about(Attributes attributes) {
    workflow = workflow.isEmpty() ? cut(attributes.text("clew.workflow.id")) : workflow;
    version = version.isEmpty() ? cut(attributes.text("clew.workflow.version")) : version;
  }

  private void started(LogEntry event) {
    started = started == 0 ? event.timeNanos() : Math.min(started, event.timeNanos());
    spanId = event.spanId();
    traceId = event.traceId();
    spans.add(spanId);
  }

  private void node(LogEntry event) {
    String task = event.attributes().text("clew.node.id");
    if (task.isEmpty()) {
      return;
    }
    NodeDraft node = draft(nodeOf(task));
    node.kind(event.attributes().text("clew.node.kind"));
    NodeAttempts attempts = node.attempts(task);
    long time = event.timeNanos();
    switch (event.eventName()) {
      case "node_expanded" -> event.attributes().whole("clew.node.items").ifPresent(node::expanded);
      case "node_cancelled" ->
          attempts.cancelled(time, reason(event.attributes().text("clew.cancel.reason")));
      case "retry_scheduled" -> attempts.retried(time);
      case "approval_requested" -> attempts.requested(time);
      case "approval_received" -> attempts.received(time);
      default -> {}
    }
  }

  /// A part of the definition, which `workflow.recording.GraphParts` writes.
  private void graph(Attributes attributes) {
    nodeCount = Math.max(nodeCount, attributes.whole("clew.workflow.node_count").orElse(0));
    JsonNode part;
    try {
      part = JSON.readTree(attributes.text("clew.workflow.graph"));
    } catch (JsonProcessingException e) {
      // Anybody can send an event of this name.
      return;
    }
    for (JsonNode each : part) {
      String name = each.path("id").asText();
      if (!name.isEmpty() && nodes.size() < MOST_NODES) {
        NodeDraft node = draft(cut(name));
        node.kind(cut(each.path("kind").asText()));
        if (each.path("finally").asBoolean()) {
          node.last();
        }
        if (each.path("for_each").asBoolean()) {
          node.repeated();
        }
        each.path("needs").forEach(need -> need(node, need.asText()));
      }
    }
  }

  private void need(NodeDraft node, String need) {
    if (!need.isEmpty() && needs < MOST_NEEDS && node.need(cut(need))) {
      needs++;
    }
  }

  /// An attempt has begun.
  ///
  /// @param event `stage.started`
  void begun(LogEntry event) {
    String task = task(event.attributes().text("clew.name"));
    attempt(task, new Attempt(event.spanId(), event.traceId(), event.timeNanos(), 0, "", "", 0));
  }

  /// A span of a node, which has ended.
  void ended(SpanEntry span) {
    Attributes attributes = span.attributes();
    about(attributes);
    String task = task(span.name());
    NodeDraft node = draft(nodeOf(task));
    node.kind(cut(attributes.text("clew.node.kind")));
    attributes.texts("clew.node.needs").forEach(need -> need(node, need));
    String skipped = attributes.text("clew.skip.reason");
    attempt(
        task,
        new Attempt(
            span.spanId(),
            span.traceId(),
            span.startNanos(),
            span.endNanos(),
            state(span, skipped),
            reason(skipped.isEmpty() ? span.statusMessage() : skipped),
            Math.clamp(attributes.whole("clew.node.attempt").orElse(0), 0, 1_000_000)));
  }

  private void attempt(String task, Attempt attempt) {
    taskOfSpan.put(attempt.spanId(), task);
    draft(nodeOf(task)).attempts(task).add(attempt);
  }

  private static String state(SpanEntry span, String skipped) {
    if (!skipped.isEmpty()) {
      return "skipped";
    }
    if (!span.error()) {
      return "ok";
    }
    return span.attributes().text("error.type").equals("cancelled") ? "cancelled" : "failed";
  }

  /// What a model below a node was used for.
  ///
  /// @param node the span of the node
  void used(String node, long input, long output, double usd) {
    String task = taskOfSpan.get(node);
    if (task != null) {
      draft(nodeOf(task)).used(input, output, usd);
    }
  }

  private NodeDraft draft(String node) {
    return nodes.computeIfAbsent(node, NodeDraft::new);
  }

  private static String task(String name) {
    return cut(name.startsWith(NODE) ? name.substring(NODE.length()) : name);
  }

  private static String nodeOf(String task) {
    int bracket = task.indexOf('[');
    return cut(bracket < 0 ? task : task.substring(0, bracket));
  }

  private static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }

  private static String reason(String text) {
    return text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) : text;
  }

  /// @param base nanoseconds since 1970 that offsets are counted from
  /// @param live whether the run goes on
  ExecutionGraph graph(long base, boolean live) {
    List<ExecutionGraph.GraphNode> all =
        nodes.values().stream()
            .limit(MOST_NODES)
            .map(each -> each.node(base, live, resumed))
            .toList();
    return new ExecutionGraph(
        id, workflow, version, spanId, traceId, Math.max(nodeCount, all.size()), all);
  }
}
