package dev.clew.workflow.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.workflow.expression.Scope;
import dev.clew.workflow.expression.Template;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A value of a workflow file, whose texts are templates.
public sealed interface JsonTemplate {
  /// The value.
  ///
  /// @throws dev.clew.workflow.expression.ExpressionException when an expression has none
  JsonNode value(Scope scope);

  /// The templates in it.
  Stream<Template> templates();

  record Text(Template template) implements JsonTemplate {
    @Override
    public JsonNode value(Scope scope) {
      return template.value(scope);
    }

    @Override
    public Stream<Template> templates() {
      return Stream.of(template);
    }
  }

  record Fixed(JsonNode value) implements JsonTemplate {
    @Override
    public JsonNode value(Scope scope) {
      return value;
    }

    @Override
    public Stream<Template> templates() {
      return Stream.empty();
    }
  }

  record Items(List<JsonTemplate> items) implements JsonTemplate {
    @Override
    public JsonNode value(Scope scope) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      items.forEach(each -> array.add(each.value(scope)));
      return array;
    }

    @Override
    public Stream<Template> templates() {
      return items.stream().flatMap(JsonTemplate::templates);
    }
  }

  record Fields(Map<String, JsonTemplate> fields) implements JsonTemplate {
    public Fields {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    @Override
    public JsonNode value(Scope scope) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      fields.forEach((name, each) -> object.set(name, each.value(scope)));
      return object;
    }

    @Override
    public Stream<Template> templates() {
      return fields.values().stream().flatMap(JsonTemplate::templates);
    }
  }
}
