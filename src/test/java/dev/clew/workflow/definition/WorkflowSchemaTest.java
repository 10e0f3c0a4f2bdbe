package dev.clew.workflow.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.workflow.expression.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The schema, the reader and the reference page know the same keys.
class WorkflowSchemaTest {
  private static JsonNode properties(String... way) throws JsonProcessingException {
    JsonNode at = Values.parse(WorkflowSchema.text());
    for (String each : way) {
      at = at.path(each);
    }
    return at;
  }

  private static Set<String> names(JsonNode properties) {
    Set<String> names = new TreeSet<>();
    properties.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void theSchemaHasTheKeysThatAreRead() throws JsonProcessingException {
    assertThat(names(properties("properties")))
        .containsExactlyElementsOf(new TreeSet<>(WorkflowFile.TOP));
    assertThat(names(properties("properties", "workflow", "properties")))
        .containsExactlyElementsOf(new TreeSet<>(WorkflowFile.WORKFLOW));
    assertThat(names(properties("properties", "inputs", "additionalProperties", "properties")))
        .containsExactlyElementsOf(new TreeSet<>(WorkflowFile.INPUT));
    Set<String> node = new TreeSet<>(WorkflowFile.NODE);
    List<String> kinds = new ArrayList<>();
    for (ActionReader.Kind kind : ActionReader.Kind.values()) {
      node.addAll(kind.keys());
      kinds.add(kind.label());
    }
    JsonNode read = properties("properties", "nodes", "additionalProperties", "properties");
    assertThat(names(read)).containsExactlyElementsOf(node);
    List<String> known = new ArrayList<>();
    read.path("kind").path("enum").forEach(each -> known.add(each.asText()));
    assertThat(known).containsExactlyInAnyOrderElementsOf(kinds);
  }

  /// Editors show it where the pointer is.
  @Test
  void eachKeyIsDescribed() throws JsonProcessingException {
    List<String> without = new ArrayList<>();
    undescribed("", properties(), without);

    assertThat(without).isEmpty();
  }

  private static void undescribed(String way, JsonNode schema, List<String> without) {
    for (var property : schema.path("properties").properties()) {
      String name = way + "." + property.getKey();
      if (property.getValue().path("description").asText().isEmpty()) {
        without.add(name);
      }
      undescribed(name, property.getValue(), without);
    }
    if (schema.path("additionalProperties").isObject()) {
      undescribed(way + ".*", schema.path("additionalProperties"), without);
    }
    schema.path("oneOf").forEach(each -> undescribed(way, each, without));
  }

  @Test
  void thePageHasThem() throws IOException {
    String page = Files.readString(Path.of("docs/reference/workflows.md"));

    Stream.of(
            WorkflowFile.WORKFLOW,
            WorkflowFile.INPUT,
            WorkflowFile.NODE,
            names(properties("properties", "nodes", "additionalProperties", "properties")))
        .flatMap(Set::stream)
        .forEach(key -> assertThat(page).contains("`" + key));
  }

  @Test
  void theExamplesAreSound() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("examples"))) {
      List<Path> flows = files.filter(each -> each.endsWith("flow.toml")).toList();
      assertThat(flows).hasSize(3);
      for (Path flow : flows) {
        assertThat(WorkflowFile.check(flow, Files.readAllBytes(flow)).problems())
            .as(flow.toString())
            .isEmpty();
      }
    }
  }
}
