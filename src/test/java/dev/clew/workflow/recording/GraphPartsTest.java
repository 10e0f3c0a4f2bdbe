package dev.clew.workflow.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.workflow.definition.Workflow;
import dev.clew.workflow.definition.WorkflowFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GraphPartsTest {
  private static Workflow workflow(String text) {
    var checked = WorkflowFile.check(Path.of("flow.toml"), text.getBytes(StandardCharsets.UTF_8));
    assertThat(checked.problems()).isEmpty();
    return checked.workflow();
  }

  private static List<JsonNode> nodes(List<String> parts) throws JsonProcessingException {
    List<JsonNode> all = new ArrayList<>();
    for (String part : parts) {
      new ObjectMapper().readTree(part).forEach(all::add);
    }
    return all;
  }

  @Test
  void nodesStandInTheOrderOfTheFileWithWhatTheyNeed() {
    Workflow workflow =
        workflow(
            """
            [nodes.list]
            command = ["ls"]
            [nodes.test]
            for_each = "{{nodes.list.output}}"
            needs = ["approve"]
            command = ["true"]
            [nodes.approve]
            message = "Go?"
            [nodes.clean]
            finally = true
            command = ["true"]
            """);

    assertThat(GraphParts.of(workflow))
        .containsExactly(
            """
            [{"id":"list","needs":[],"kind":"command"},\
            {"id":"test","needs":["approve","list"],"kind":"command","for_each":true},\
            {"id":"approve","needs":[],"kind":"approval"},\
            {"id":"clean","needs":[],"kind":"command","finally":true}]""");
  }

  @Test
  void tenThousandNodesAreWholeInEventsOfABoundedSize() throws JsonProcessingException {
    int count = 10_000;
    String text =
        IntStream.range(0, count)
                .mapToObj(
                    i ->
                        "[nodes.node_%d]%ncommand = [\"true\"]%n%s"
                            .formatted(i, i == 0 ? "" : "needs = [\"node_" + (i - 1) + "\"]\n"))
                .collect(Collectors.joining())
            + "[nodes.last]\ncommand = [\"true\"]\nneeds = ["
            + IntStream.range(0, count)
                .mapToObj(i -> "\"node_" + i + "\"")
                .collect(Collectors.joining(","))
            + "]\n";

    List<String> parts = GraphParts.of(workflow(text));

    assertThat(parts).allSatisfy(part -> assertThat(part).hasSizeLessThan(64 << 10));
    List<JsonNode> nodes = nodes(parts);
    assertThat(nodes.stream().map(each -> each.path("id").asText()).distinct()).hasSize(count + 1);
    assertThat(
            nodes.stream()
                .filter(each -> each.path("id").asText().equals("last"))
                .mapToInt(each -> each.path("needs").size())
                .sum())
        .isEqualTo(count);
  }

  @Test
  void whatWouldBeTooMuchInAllIsLeftOut() throws JsonProcessingException {
    int count = 600;
    String padding = "x".repeat(50);
    String text =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    "[nodes.%s_%d]%ncommand = [\"true\"]%nneeds = [%s]%n"
                        .formatted(
                            padding,
                            i,
                            IntStream.range(0, i)
                                .mapToObj(k -> "\"" + padding + "_" + k + "\"")
                                .collect(Collectors.joining(","))))
            .collect(Collectors.joining());

    List<String> parts = GraphParts.of(workflow(text));

    assertThat(parts.stream().mapToInt(String::length).sum())
        .isBetween(GraphParts.MOST - GraphParts.PART, GraphParts.MOST + 10_000);
    assertThat(nodes(parts)).isNotEmpty();
  }
}
