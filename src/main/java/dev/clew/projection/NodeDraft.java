package dev.clew.projection;

import dev.clew.projection.ExecutionGraph.GraphNode;
import dev.clew.projection.ExecutionGraph.ItemCounts;
import dev.clew.projection.NodeAttempts.Attempt;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A node of an execution's graph as it becomes known.
final class NodeDraft {
  /// The states that are worth looking at first, where items have several.
  private static final List<String> FIRST =
      List.of("failed", "waiting", "running", "retrying", "interrupted", "cancelled", "ok");

  private final String id;
  private final Set<String> needs = new LinkedHashSet<>();
  private final NodeAttempts own = new NodeAttempts();
  private final Map<String, NodeAttempts> items = new HashMap<>();
  private String kind = "";
  private boolean last;
  private boolean repeated;
  private long expanded = -1;
  private long input;
  private long output;
  private double usd;
  private boolean priced;

  NodeDraft(String id) {
    this.id = id;
  }

  void kind(String name) {
    kind = kind.isEmpty() ? name : kind;
  }

  /// It runs when all others have ended.
  void last() {
    last = true;
  }

  /// It runs once for each item of a list.
  void repeated() {
    repeated = true;
  }

  /// The list is known.
  void expanded(long count) {
    expanded = Math.max(0, count);
  }

  /// It waits for another node.
  ///
  /// @return whether this was not known
  boolean need(String other) {
    return needs.add(other);
  }

  /// The attempts at it, or at one of its items.
  ///
  /// @param task the node's id, or that of an item, with its index in brackets
  NodeAttempts attempts(String task) {
    return task.equals(id) ? own : items.computeIfAbsent(task, _ -> new NodeAttempts());
  }

  /// A model below it was used.
  ///
  /// @param cost in USD; below 0 where it is not known
  void used(long inputTokens, long outputTokens, double cost) {
    input += inputTokens;
    output += outputTokens;
    if (cost >= 0) {
      usd += cost;
      priced = true;
    }
  }

  GraphNode node(long base, boolean live, long resumed) {
    ItemCounts counts = counts(live, resumed);
    String state = state(counts, live, resumed);
    NodeAttempts shown = shown(live, resumed);
    Attempt attempt = shown.last();
    long first = first();
    long end = end(state);
    return new GraphNode(
        id,
        kind,
        List.copyOf(needs),
        last,
        state,
        shown.reason(state),
        own.count() + items.values().stream().mapToInt(NodeAttempts::count).sum(),
        attempt.spanId(),
        attempt.traceId(),
        first == 0 ? null : first - base,
        first == 0 || end == 0 ? null : Math.max(0, end - first),
        counts,
        input,
        output,
        priced ? usd : null);
  }

  private long first() {
    long least = items.values().stream().mapToLong(NodeAttempts::first).min().orElse(0);
    return own.first() == 0 || (least != 0 && least < own.first()) ? least : own.first();
  }

  /// 0 while it goes on.
  private long end(String state) {
    if (isGoingOn(state)) {
      return 0;
    }
    long most = items.values().stream().mapToLong(each -> each.last().end()).max().orElse(0);
    return Math.max(own.last().end(), most);
  }

  private static boolean isGoingOn(String state) {
    return state.equals("running") || state.equals("waiting") || state.equals("retrying");
  }

  private @Nullable ItemCounts counts(boolean live, long resumed) {
    if (!repeated && items.isEmpty() && expanded < 0) {
      return null;
    }
    long ok = 0;
    long failed = 0;
    long running = 0;
    long cancelled = 0;
    for (NodeAttempts each : items.values()) {
      String state = each.state(live, resumed);
      if (isGoingOn(state)) {
        running++;
      }
      switch (state) {
        case "ok" -> ok++;
        case "failed", "interrupted" -> failed++;
        case "cancelled" -> cancelled++;
        default -> {}
      }
    }
    return new ItemCounts(Math.max(expanded, items.size()), ok, failed, running, cancelled);
  }

  private String state(@Nullable ItemCounts counts, boolean live, long resumed) {
    String alone = own.state(live, resumed);
    if (counts == null || !alone.equals("pending")) {
      return alone;
    }
    if (counts.running() > 0) {
      return shown(live, resumed).state(live, resumed).equals("waiting") ? "waiting" : "running";
    }
    if (counts.all() == counts.ok()) {
      return expanded >= 0 || counts.ok() > 0 ? "ok" : "pending";
    }
    boolean done = counts.ok() + counts.failed() + counts.cancelled() >= counts.all();
    if (counts.failed() > 0 && (done || !live)) {
      return "failed";
    }
    if (counts.cancelled() > 0) {
      return "cancelled";
    }
    boolean begun = counts.ok() + counts.failed() > 0;
    return begun ? live ? "running" : "interrupted" : "pending";
  }

  /// The attempts that say most of the node: of items, those of one that went wrong or goes on.
  private NodeAttempts shown(boolean live, long resumed) {
    if (items.isEmpty() || !own.last().spanId().isEmpty()) {
      return own;
    }
    return items.values().stream()
        .min(
            Comparator.<NodeAttempts>comparingInt(each -> rank(each.state(live, resumed)))
                .thenComparingLong(NodeAttempts::first))
        .orElse(own);
  }

  private static int rank(String state) {
    int place = FIRST.indexOf(state);
    return place < 0 ? FIRST.size() : place;
  }
}
