package dev.clew.runs;

import dev.clew.record.SpanKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Links drafts by parentage. Parents may be missing, lie in a circle or nest without end: every
/// draft is placed all the same, and once.
final class NodeTree {
  private static final int MAX_DEPTH = 200;

  /// Of roots, those without a time come last: the first one names the run.
  private static final Comparator<RunNode> ROOTS =
      (a, b) -> Long.compareUnsigned(a.startNanos() - 1, b.startNanos() - 1);

  private final boolean live;
  private final long until;
  private final List<PartialNode> known;
  private final List<PartialNode> tops = new ArrayList<>();
  private final Map<PartialNode, List<PartialNode>> children = new HashMap<>();
  private final Set<PartialNode> placed = new HashSet<>();

  /// @param until the end of what is not finished
  NodeTree(Collection<PartialNode> drafts, boolean live, long until) {
    this.live = live;
    this.until = until;
    this.known = drafts.stream().filter(PartialNode::known).toList();
    Map<SpanKey, PartialNode> ids = new HashMap<>();
    // Of two that share their ids, what the server calls is the server's.
    known.forEach(
        draft -> ids.merge(draft.key, draft, (first, next) -> next.isServer() ? next : first));
    for (PartialNode draft : known) {
      PartialNode parent = draft.hasParent() ? ids.get(draft.parent()) : null;
      if (parent == null || parent.key.equals(draft.key)) {
        tops.add(draft);
      } else {
        children.computeIfAbsent(parent, _ -> new ArrayList<>()).add(draft);
      }
    }
  }

  /// What has no parent, by start.
  List<RunNode> roots() {
    List<RunNode> nodes = new ArrayList<>();
    tops.forEach(draft -> nodes.add(node(draft, live, 0)));
    for (PartialNode draft : known) {
      if (!placed.contains(draft)) {
        nodes.add(node(draft, live, MAX_DEPTH));
      }
    }
    nodes.sort(ROOTS);
    return nodes;
  }

  /// What is unfinished under a finished parent has no process left to finish it, unless it is on a
  /// machine of a fleet: jobs and replicas outlive the command that has sent them.
  private RunNode node(PartialNode draft, boolean parentLive, int depth) {
    placed.add(draft);
    List<RunNode> below = new ArrayList<>();
    if (depth < MAX_DEPTH) {
      for (PartialNode child : children.getOrDefault(draft, List.of())) {
        if (!placed.contains(child)) {
          below.add(node(child, parentLive && !draft.isFinished(), depth + 1));
        }
      }
    }
    below.sort(Comparator.comparingLong(RunNode::startNanos));
    return draft.node(parentLive || draft.isOfAFleet(), until, below);
  }
}
