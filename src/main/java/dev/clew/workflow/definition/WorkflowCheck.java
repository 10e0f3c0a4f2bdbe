package dev.clew.workflow.definition;

import dev.clew.config.TomlTable.Place;
import dev.clew.workflow.expression.Expression;
import dev.clew.workflow.expression.Reference;
import dev.clew.workflow.expression.Template;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds what is wrong between the parts of a workflow: references to what is not there, circles,
/// and inputs that nothing uses.
final class WorkflowCheck {
  private static final Set<String> ROOTS =
      new LinkedHashSet<>(
          List.of("inputs", "nodes", "item", "index", "env", "execution", "workflow"));
  private static final Set<String> FIELDS =
      new LinkedHashSet<>(
          List.of("output", "output_file", "status", "error", "exit_code", "duration", "attempts"));
  private static final Set<String> EXECUTION =
      new LinkedHashSet<>(List.of("id", "run_id", "status"));
  private static final Set<String> WORKFLOW = new LinkedHashSet<>(List.of("name", "version"));

  private final Workflow workflow;
  private final FileTable table;
  private final FileTable outputs;
  private final Set<String> used = new HashSet<>();

  WorkflowCheck(Workflow workflow, FileTable table, FileTable outputs) {
    this.workflow = workflow;
    this.table = table;
    this.outputs = outputs;
  }

  void check() {
    FileTable nodes = table.table("nodes");
    for (Node node : workflow.nodes().values()) {
      FileTable file = nodes.table(node.id());
      for (String need : file.texts("needs")) {
        need(node, need, file.place("needs", "\"" + need + "\""));
      }
      referencesOf(node).forEach(each -> reference(file, node, each));
      servers(node, file);
      secrets(node, file);
    }
    workflow
        .outputs()
        .forEach(
            (name, template) ->
                template.references().forEach(each -> reference(outputs, null, each, name)));
    serverReferences();
    circles();
    FileTable inputs = table.table("inputs");
    for (String name : workflow.inputs().keySet()) {
      if (!used.contains(name)) {
        inputs.warn(inputs.place(name), "nothing uses input " + name);
      }
    }
  }

  static Stream<Reference> referencesOf(Node node) {
    return Stream.concat(
        node.action().references(), Stream.concat(in(node.when()), in(node.forEach())));
  }

  private static Stream<Reference> in(@Nullable Expression expression) {
    return expression == null ? Stream.of() : expression.references().stream();
  }

  private void reference(FileTable at, @Nullable Node node, Reference reference) {
    for (String key : at.keys()) {
      if (!at.place(key, reference.toString()).equals(at.place(key))) {
        reference(at, node, reference, key);
        return;
      }
    }
    reference(at, node, reference, "");
  }

  private void reference(FileTable at, @Nullable Node node, Reference reference, String key) {
    Place place = at.place(key, reference.toString());
    String name = reference.name(1);
    switch (reference.root()) {
      case "inputs" -> {
        used.add(name);
        known(at, place, "input", name, workflow.inputs().keySet());
      }
      case "nodes" -> node(at, place, node, reference);
      case "execution" -> known(at, place, "execution", name, EXECUTION);
      case "workflow" -> known(at, place, "workflow", name, WORKFLOW);
      case "item", "index" -> {
        if (node == null || node.forEach() == null) {
          at.problem(place, reference.root() + " is for nodes with for_each");
        }
      }
      case "env" -> {
        if (name.isEmpty()) {
          at.problem(place, "write env.NAME");
        }
      }
      default ->
          at.problem(
              place,
              "there is no " + reference.root() + FileTable.nearest(reference.root(), ROOTS));
    }
  }

  private void node(FileTable at, Place place, @Nullable Node from, Reference reference) {
    String id = reference.name(1);
    known(at, place, "node", id, workflow.nodes().keySet());
    String field = reference.name(2);
    if (field.isEmpty()) {
      at.problem(place, "write nodes." + id + ".output");
    } else if (!FIELDS.contains(field)) {
      at.problem(place, "nodes." + id + " has no " + field + FileTable.nearest(field, FIELDS));
    }
    if (from != null && workflow.nodes().containsKey(id)) {
      need(from, id, place);
    }
  }

  private static void known(
      FileTable at, Place place, String what, String name, Set<String> known) {
    if (!known.contains(name)) {
      String missing =
          name.isEmpty() ? "write " + what + ".NAME" : "there is no " + what + " " + name;
      at.problem(place, missing + FileTable.nearest(name, known));
    }
  }

  /// Servers are opened for nodes, but know of none.
  private void serverReferences() {
    FileTable all = table.table("servers");
    for (Server server : workflow.servers().values()) {
      FileTable file = all.table(server.name());
      Stream<Template> templates =
          Stream.of(
                  server.command().stream(),
                  server.environment().values().stream(),
                  server.headers().values().stream(),
                  server.url() == null ? Stream.<Template>of() : Stream.of(server.url()))
              .flatMap(each -> each);
      templates
          .flatMap(each -> each.references().stream())
          .forEach(each -> reference(file, null, each));
    }
  }

  /// Messages and items are written to the log.
  private void secrets(Node node, FileTable file) {
    Stream<Reference> written =
        node.action() instanceof Action.Approval approval
            ? Stream.concat(approval.references(), in(node.forEach()))
            : in(node.forEach());
    written
        .filter(each -> each.root().equals("inputs"))
        .filter(each -> isSecret(each.name(1)))
        .forEach(
            each ->
                file.problem(
                    file.place(node.forEach() == null ? "message" : "for_each", each.toString()),
                    each + " is a secret, and this is written to the execution's log"));
  }

  private boolean isSecret(String name) {
    WorkflowInput input = workflow.inputs().get(name);
    return input != null && input.type() == WorkflowInput.Type.SECRET;
  }

  private void servers(Node node, FileTable file) {
    if (node.action() instanceof Action.Tool tool) {
      known(
          file,
          file.place("server", tool.server()),
          "server",
          tool.server(),
          workflow.servers().keySet());
    }
    if (node.action() instanceof Action.Agent agent) {
      for (String server : agent.servers()) {
        known(file, file.place("servers", server), "server", server, workflow.servers().keySet());
      }
    }
  }

  private void need(Node node, String need, Place place) {
    Node other = workflow.nodes().get(need);
    if (other == null) {
      if (table.table("nodes").has(need)) {
        return;
      }
      table.problem(
          place, "there is no node " + need + FileTable.nearest(need, workflow.nodes().keySet()));
    } else if (other.last() && !node.last()) {
      table.problem(place, "node " + need + " runs when all others have ended (finally)");
    }
  }

  /// Notes one circle of each group of nodes that wait for each other.
  private void circles() {
    Map<String, Integer> waiting = new HashMap<>();
    Map<String, List<String>> dependents = new HashMap<>();
    Deque<String> ready = new ArrayDeque<>();
    for (Node node : workflow.nodes().values()) {
      List<String> needs = node.needs().stream().filter(workflow.nodes()::containsKey).toList();
      waiting.put(node.id(), needs.size());
      needs.forEach(
          need -> dependents.computeIfAbsent(need, _ -> new ArrayList<>()).add(node.id()));
      if (needs.isEmpty()) {
        ready.add(node.id());
      }
    }
    Set<String> left = new LinkedHashSet<>(workflow.nodes().keySet());
    while (!ready.isEmpty()) {
      String id = ready.remove();
      left.remove(id);
      for (String dependent : dependents.getOrDefault(id, List.of())) {
        if (waiting.merge(dependent, -1, Integer::sum) == 0) {
          ready.add(dependent);
        }
      }
    }
    while (!left.isEmpty()) {
      List<String> circle = circle(left);
      Node first = workflow.nodes().getOrDefault(circle.getFirst(), null);
      if (first != null && circle.size() > 1) {
        table.problem(first.place(), "nodes wait for each other: " + String.join(" → ", circle));
      }
      circle.forEach(left::remove);
    }
  }

  /// Every node that is left waits for one that is left: following them leads round.
  private List<String> circle(Set<String> left) {
    List<String> way = new ArrayList<>();
    String at = left.iterator().next();
    while (!way.contains(at)) {
      way.add(at);
      Node node = workflow.nodes().get(at);
      String next =
          node == null
              ? null
              : node.needs().stream().filter(left::contains).sorted().findFirst().orElse(null);
      if (next == null) {
        return List.of(at);
      }
      at = next;
    }
    List<String> circle = new ArrayList<>(way.subList(way.indexOf(at), way.size()));
    circle.add(at);
    return circle;
  }
}
