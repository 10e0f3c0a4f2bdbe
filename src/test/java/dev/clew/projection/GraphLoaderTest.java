package dev.clew.projection;

import static dev.clew.projection.ExecutionRecords.EXECUTION;
import static dev.clew.projection.ExecutionRecords.ROOT;
import static dev.clew.projection.ExecutionRecords.attribute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.projection.ExecutionGraph.GraphNode;
import dev.clew.projection.ExecutionGraph.ItemCounts;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Graphs from records as an execution sends them.
class GraphLoaderTest {
  @TempDir Path directory;

  private ExecutionRecords records;

  @BeforeEach
  void open() {
    records = new ExecutionRecords(directory);
  }

  @AfterEach
  void close() {
    records.close();
  }

  private static Map<String, GraphNode> nodes(ExecutionGraph graph) {
    return graph.nodes().stream().collect(Collectors.toMap(GraphNode::id, Function.identity()));
  }

  private static List<String> states(ExecutionGraph graph) {
    return graph.nodes().stream().map(each -> each.id() + " " + each.state()).toList();
  }

  private static String graphOf(String... nodes) {
    return List.of(nodes).stream()
        .map(each -> "{\"id\":\"%s\",\"kind\":\"command\",\"needs\":[]}".formatted(each))
        .collect(Collectors.joining(",", "[", "]"));
  }

  @Test
  void aRunningExecutionShowsWhatIsNotReached() {
    records.started(
        """
        [{"id":"build","needs":[],"kind":"command"},{"id":"test","needs":["build"],"kind":"agent"},
        {"id":"ask","needs":["build"],"kind":"approval"},{"id":"clean","needs":[],"finally":true}]""",
        5);
    records.attempt("build", 1, 10, 30, "timeout");
    records.attempt("build", 2, 40, 90, "");
    records.begun("test", 100);
    records.begun("ask", 100);
    records.event("approval_requested", "ask", 101);

    ExecutionGraph graph = records.graph("running");

    assertThat(states(graph))
        .containsExactly("build ok", "test running", "ask waiting", "clean pending");
    assertThat(graph.nodeCount()).isEqualTo(5);
    assertThat(graph.workflow()).isEqualTo("ci");
    assertThat(graph.spanId()).isEqualTo("0000000000000001");
    GraphNode build = nodes(graph).get("build");
    assertThat(build.attempts()).isEqualTo(2);
    assertThat(build.offsetNanos()).isEqualTo(10_000_000L);
    assertThat(build.durationNanos()).isEqualTo(80_000_000L);
    GraphNode test = nodes(graph).get("test");
    assertThat(test.needs()).containsExactly("build");
    assertThat(test.kind()).isEqualTo("agent");
    assertThat(test.durationNanos()).isNull();
    assertThat(nodes(graph).get("clean").last()).isTrue();
  }

  @Test
  void whatWasInterruptedDoesNotRun() {
    records.started(graphOf("a", "b"), 2);
    records.attempt("a", 1, 1, 2, "exit");
    records.event("retry_scheduled", "a", 3);
    records.begun("b", 4);

    assertThat(states(records.graph("interrupted"))).containsExactly("a failed", "b interrupted");
  }

  @Test
  void whatIsToBeTriedAgainSaysSo() {
    records.started(graphOf("a"), 1);
    records.attempt("a", 1, 1, 2, "exit");
    records.event("retry_scheduled", "a", 3);

    assertThat(states(records.graph("running"))).containsExactly("a retrying");
  }

  @Test
  void aResumedExecutionHasToDoAgainWhatHasNotGoneWell() {
    records.started(graphOf("a", "b", "c", "d"), 4);
    records.attempt("a", 1, 1, 2, "");
    records.attempt("b", 1, 2, 3, "exit");
    records.begun("c", 2);
    records.event("node_cancelled", "d", 4);
    records.event("workflow_resumed", "", 10);
    records.begun("b", 11);

    assertThat(states(records.graph("running")))
        .containsExactly("a ok", "b running", "c pending", "d pending");
  }

  @Test
  void reasonsAreThere() {
    records.started(graphOf("a", "b", "c"), 3);
    records.attempt("a", 1, 1, 2, "exit");
    records.span(
        "node:b",
        ROOT,
        2,
        2,
        attribute("clew.execution.id", EXECUTION),
        attribute("clew.skip.reason", "a failed"));
    records.event("node_cancelled", "c", 3, attribute("clew.cancel.reason", "signal 2"));

    ExecutionGraph graph = records.graph("failed");

    assertThat(states(graph)).containsExactly("a failed", "b skipped", "c cancelled");
    assertThat(graph.nodes().stream().map(GraphNode::reason))
        .containsExactly("it was exit", "a failed", "signal 2");
    assertThat(nodes(graph).get("b").attempts()).isZero();
  }

  @Test
  void itemsAreCountedInTheirNode() {
    records.started("[{\"id\":\"each\",\"for_each\":true},{\"id\":\"none\",\"for_each\":true}]", 2);
    records.event("node_expanded", "each", 1, attribute("clew.node.items", 20));
    records.event("node_expanded", "none", 1, attribute("clew.node.items", 0));
    records.attempt("each[0]", 1, 2, 5, "");
    int failed = records.attempt("each[1]", 1, 3, 6, "exit");
    records.begun("each[2]", 7);

    Map<String, GraphNode> nodes = nodes(records.graph("running"));

    GraphNode each = nodes.get("each");
    assertThat(each.items()).isEqualTo(new ItemCounts(20, 1, 1, 1, 0));
    assertThat(each.state()).isEqualTo("running");
    assertThat(each.attempts()).isEqualTo(3);
    assertThat(each.spanId()).isEqualTo("%016x".formatted(failed));
    assertThat(nodes.get("none").state()).isEqualTo("ok");
  }

  @Test
  void tokensAreThoseOfModelsBelowTheNode() {
    records.started(graphOf("agent", "draft"), 2);
    int agent = records.attempt("agent", 1, 1, 9, "");
    int turn =
        records.span("clew.turn", agent, 2, 8, attribute("gen_ai.usage.input_tokens", 10_000));
    KeyValue chat = attribute("gen_ai.operation.name", "chat");
    KeyValue input = attribute("gen_ai.usage.input_tokens", 100);
    KeyValue output = attribute("gen_ai.usage.output_tokens", 7);
    records.span(
        "gen_ai.chat", turn, 3, 4, chat, input, output, attribute("clew.model.cost_usd", 0.25));
    records.span(
        "gen_ai.chat", turn, 5, 6, chat, input, output, attribute("clew.model.cost_usd", 0.5));
    int open = records.begun("draft", 10);
    records.span("model.call x", open, 11, 12, chat, input);
    records.span("model.call elsewhere", ROOT, 11, 12, chat, input);

    Map<String, GraphNode> nodes = nodes(records.graph("running"));

    assertThat(nodes.get("agent").inputTokens()).isEqualTo(200);
    assertThat(nodes.get("agent").outputTokens()).isEqualTo(14);
    assertThat(nodes.get("agent").costUsd()).isEqualTo(0.75);
    assertThat(nodes.get("draft").inputTokens()).isEqualTo(100);
    assertThat(nodes.get("draft").costUsd()).isNull();
  }

  @Test
  void whatAnybodySendsIsBounded() {
    records.started("no JSON", 1);
    records.event("workflow_graph", "", 1, attribute("clew.workflow.graph", "{\"id\":[1,{}]}"));
    records.event(
        "workflow_graph",
        "",
        1,
        attribute("clew.workflow.graph", "[{\"id\":\"" + "x".repeat(5_000) + "\"},7,null]"));
    records.attempt("ring", 1, 1, 2, "");
    records.span("ring", records.next(), 1, 2, attribute("gen_ai.operation.name", "chat"));
    records.span(
        "itself",
        records.next(),
        1,
        2,
        attribute("gen_ai.operation.name", "chat"),
        attribute("gen_ai.usage.input_tokens", 5));

    ExecutionGraph graph = records.graph("ok");

    assertThat(graph.nodes()).hasSize(2);
    assertThat(graph.nodes().getFirst().id()).hasSize(200);
    assertThat(nodes(graph).get("ring").inputTokens()).isZero();
  }
}
