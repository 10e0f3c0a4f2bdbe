package dev.clew.runs.compare;

import dev.clew.runs.Run;
import dev.clew.runs.RunNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Lays two trees on top of each other by name. Siblings of the same name count as one part.
final class Alignment {
  private final long startOfA;
  private final long startOfB;

  private Alignment(Run a, Run b) {
    startOfA = a.startNanos();
    startOfB = b.startNanos();
  }

  /// Parts of the same name below the same parent.
  private static final class Group {
    private final List<RunNode> a = new ArrayList<>(1);
    private final List<RunNode> b = new ArrayList<>(1);
  }

  static List<Aligned> of(Run a, Run b) {
    Alignment alignment = new Alignment(a, b);
    Map<String, Group> groups = new LinkedHashMap<>();
    Optional<RunNode> commandOfA = command(a);
    Optional<RunNode> commandOfB = command(b);
    if (commandOfA.isEmpty() || commandOfB.isEmpty()) {
      return alignment.align(a.roots(), b.roots());
    }
    // The commands of two runs correspond, whatever they are called.
    String name = commandOfB.get().name();
    Group commands = new Group();
    commands.a.add(commandOfA.get());
    commands.b.add(commandOfB.get());
    groups.put(name, commands);
    alignment.group(
        a.roots().subList(1, a.roots().size()), b.roots().subList(1, b.roots().size()), groups);
    return alignment.aligned(groups);
  }

  /// The only command that a run consists of; then it is its first root.
  private static Optional<RunNode> command(Run run) {
    List<RunNode> commands =
        run.roots().stream().filter(root -> root.kind() == RunNode.Kind.RUN).limit(2).toList();
    return commands.size() == 1 ? Optional.of(commands.getFirst()) : Optional.empty();
  }

  private List<Aligned> align(List<RunNode> a, List<RunNode> b) {
    Map<String, Group> groups = new LinkedHashMap<>();
    group(a, b, groups);
    return aligned(groups);
  }

  private void group(List<RunNode> a, List<RunNode> b, Map<String, Group> groups) {
    a.forEach(node -> groups.computeIfAbsent(node.name(), _ -> new Group()).a.add(node));
    b.forEach(node -> groups.computeIfAbsent(node.name(), _ -> new Group()).b.add(node));
  }

  private List<Aligned> aligned(Map<String, Group> groups) {
    List<Aligned> aligned = new ArrayList<>(groups.size());
    groups.forEach((name, group) -> aligned.add(aligned(name, group)));
    aligned.sort(Comparator.comparingLong(Alignment::offset));
    return aligned;
  }

  private Aligned aligned(String name, Group group) {
    RunNode one = group.b.isEmpty() ? group.a.getFirst() : group.b.getFirst();
    return new Aligned(
        name,
        one.kind(),
        group.a.isEmpty() ? Optional.empty() : Optional.of(Occurrence.of(group.a, startOfA)),
        group.b.isEmpty() ? Optional.empty() : Optional.of(Occurrence.of(group.b, startOfB)),
        align(children(group.a), children(group.b)));
  }

  private static List<RunNode> children(List<RunNode> nodes) {
    if (nodes.size() == 1) {
      return nodes.getFirst().children();
    }
    List<RunNode> children = new ArrayList<>();
    nodes.forEach(node -> children.addAll(node.children()));
    return children;
  }

  private static long offset(Aligned part) {
    return part.b().or(part::a).map(Occurrence::offsetNanos).orElse(0L);
  }
}
