package dev.clew.model;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.model.Message.AssistantMessage;
import dev.clew.model.Message.SystemMessage;
import dev.clew.model.Message.ToolResultMessage;
import dev.clew.model.Message.UserMessage;
import dev.clew.redaction.Redaction;
import java.util.List;

/// Takes the secrets out of what is asked and answered, before it becomes the JSON of an attribute:
/// escapes would hide what goes over several lines, such as a private key, and what a name
/// announces.
///
/// @param redaction of texts
public record ContentRedaction(Redaction redaction) {
  private static final ObjectMapper JSON = new ObjectMapper();

  List<Message> messages(List<Message> messages) {
    return messages.stream().map(this::message).toList();
  }

  Message message(Message message) {
    return switch (message) {
      case SystemMessage(String text) -> new SystemMessage(redaction.text(text));
      case UserMessage(String text) -> new UserMessage(redaction.text(text));
      case AssistantMessage(String text, List<ToolCall> calls) ->
          new AssistantMessage(
              redaction.text(text),
              calls.stream()
                  .map(each -> new ToolCall(each.id(), each.name(), json(each.arguments())))
                  .toList());
      case ToolResultMessage(String id, String tool, String text, boolean error) ->
          new ToolResultMessage(id, tool, redaction.text(text), error);
    };
  }

  /// JSON as a model or a server wrote it, which may be malformed.
  public String json(String json) {
    try {
      return json(JSON.readTree(json)).toString();
    } catch (JacksonException e) {
      return redaction.text(json);
    }
  }

  /// JSON whose texts have no secrets.
  public JsonNode json(JsonNode json) {
    return json("", json);
  }

  private JsonNode json(String name, JsonNode json) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (json) {
      case ObjectNode object -> {
        ObjectNode clean = nodes.objectNode();
        object
            .properties()
            .forEach(
                each ->
                    clean.set(redaction.name(each.getKey()), json(each.getKey(), each.getValue())));
        yield clean;
      }
      case ArrayNode array -> {
        ArrayNode clean = nodes.arrayNode();
        array.forEach(each -> clean.add(json(name, each)));
        yield clean;
      }
      case JsonNode text when text.isTextual() ->
          nodes.textNode(redaction.attribute(name, text.asText()));
      default -> json;
    };
  }
}
