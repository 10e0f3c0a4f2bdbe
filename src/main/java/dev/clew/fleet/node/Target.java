package dev.clew.fleet.node;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which nodes a job is for.
public sealed interface Target {
  /// What a node or the key or value of a label may be called.
  Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,62}");

  /// The node with the fewest tasks.
  record Any() implements Target {}

  /// Every node.
  record All() implements Target {}

  /// One node.
  record Named(String node) implements Target {}

  /// Every node with a label.
  record Labelled(String label, String value) implements Target {}

  /// What a user wrote: `any`, `all`, `label=value` or a node's name.
  ///
  /// @throws ClewError E124 for anything else
  static Target parse(String text) {
    int equals = text.indexOf('=');
    if (text.equals("any")) {
      return new Any();
    }
    if (text.equals("all")) {
      return new All();
    }
    if (equals > 0 && isName(text.substring(0, equals)) && isName(text.substring(equals + 1))) {
      return new Labelled(text.substring(0, equals), text.substring(equals + 1));
    }
    if (isName(text)) {
      return new Named(text);
    }
    throw new ClewError(
        ErrorCode.E124, "\"" + text + "\" is no target: a node's name, label=value, any or all.");
  }

  /// Whether a text can be the name of a node or a part of a label.
  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /// A node that could be chosen.
  ///
  /// @param tasks how many it has
  record Candidate(FleetNode node, boolean ready, int tasks) {}

  /// The names of the nodes that a job is sent to.
  ///
  /// @throws ClewError E124 when there is none; says what there is
  default List<String> choose(Collection<Candidate> all) {
    List<Candidate> matching = all.stream().filter(each -> matches(each.node())).toList();
    List<Candidate> ready = matching.stream().filter(Candidate::ready).toList();
    if (ready.isEmpty()) {
      throw new ClewError(ErrorCode.E124, obstacle(matching, all));
    }
    Comparator<Candidate> byName = Comparator.comparing(each -> each.node().name());
    if (this instanceof Any) {
      return List.of(
          ready.stream()
              .min(Comparator.comparingInt(Candidate::tasks).thenComparing(byName))
              .orElseThrow()
              .node()
              .name());
    }
    return ready.stream().sorted(byName).map(each -> each.node().name()).toList();
  }

  private boolean matches(FleetNode node) {
    return switch (this) {
      case Any _, All _ -> true;
      case Named(String name) -> node.name().equals(name);
      case Labelled(String label, String value) -> value.equals(node.labels().get(label));
    };
  }

  private String obstacle(List<Candidate> matching, Collection<Candidate> all) {
    if (all.isEmpty()) {
      return "The fleet has no nodes; run `clew agent` on a machine.";
    }
    if (!matching.isEmpty()) {
      return "No node that matches is ready: "
          + matching.stream()
              .map(each -> each.node().name())
              .sorted()
              .collect(Collectors.joining(", "))
          + ".";
    }
    return "No node "
        + (this instanceof Labelled(String label, String value)
            ? "has " + label + "=" + value + "; there are " + labels(all)
            : "has that name; there are " + names(all))
        + ".";
  }

  private static String names(Collection<Candidate> all) {
    return all.stream()
        .map(each -> each.node().name())
        .sorted()
        .limit(20)
        .collect(Collectors.joining(", "));
  }

  private static String labels(Collection<Candidate> all) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Candidate each : all) {
      each.node()
          .labels()
          .forEach((label, value) -> counts.merge(label + "=" + value, 1, Integer::sum));
    }
    return counts.isEmpty()
        ? "no labels"
        : counts.entrySet().stream()
            .limit(20)
            .map(each -> each.getKey() + " (" + each.getValue() + ")")
            .collect(Collectors.joining(", "));
  }
}
