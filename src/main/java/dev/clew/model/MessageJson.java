package dev.clew.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.model.Message.AssistantMessage;
import dev.clew.model.Message.SystemMessage;
import dev.clew.model.Message.ToolResultMessage;
import dev.clew.model.Message.UserMessage;
import java.util.ArrayList;
import java.util.List;

/// Messages as JSON, in the form that `gen_ai.input.messages` has in the [semantic
/// conventions](https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-spans/): roles with
/// parts. What is written is read again without loss.
public final class MessageJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private MessageJson() {}

  /// Messages as an array.
  public static ArrayNode write(List<Message> messages) {
    ArrayNode array = NODES.arrayNode();
    messages.forEach(each -> array.add(write(each)));
    return array;
  }

  /// A message as an object.
  public static ObjectNode write(Message message) {
    return switch (message) {
      case SystemMessage(String text) -> message("system", text(text));
      case UserMessage(String text) -> message("user", text(text));
      case AssistantMessage(String text, List<ToolCall> calls) -> {
        ArrayNode parts = text.isEmpty() ? NODES.arrayNode() : text(text);
        calls.forEach(each -> parts.add(call(each)));
        yield message("assistant", parts);
      }
      case ToolResultMessage result -> message("tool", NODES.arrayNode().add(result(result)));
    };
  }

  private static ObjectNode message(String role, ArrayNode parts) {
    ObjectNode message = NODES.objectNode().put("role", role);
    message.set("parts", parts);
    return message;
  }

  /// A text as the only part.
  static ArrayNode text(String text) {
    return NODES.arrayNode().add(NODES.objectNode().put("type", "text").put("content", text));
  }

  private static ObjectNode call(ToolCall call) {
    return NODES
        .objectNode()
        .put("type", "tool_call")
        .put("id", call.id())
        .put("name", call.name())
        .put("arguments", call.arguments());
  }

  private static ObjectNode result(ToolResultMessage result) {
    ObjectNode part =
        NODES
            .objectNode()
            .put("type", "tool_call_response")
            .put("id", result.callId())
            .put("name", result.tool())
            .put("response", result.text());
    return result.error() ? part.put("error", true) : part;
  }

  /// Reads what [#write(List)] has written.
  ///
  /// @throws IllegalArgumentException when it is anything else
  public static List<Message> read(JsonNode array) {
    List<Message> messages = new ArrayList<>();
    array.forEach(each -> messages.add(readMessage(each)));
    return messages;
  }

  private static Message readMessage(JsonNode message) {
    JsonNode parts = message.path("parts");
    String role = message.path("role").asText();
    return switch (role) {
      case "system" -> new SystemMessage(text(parts));
      case "user" -> new UserMessage(text(parts));
      case "assistant" -> new AssistantMessage(text(parts), calls(parts));
      case "tool" -> readResult(parts.path(0));
      default -> throw new IllegalArgumentException("no message has the role " + role);
    };
  }

  private static String text(JsonNode parts) {
    for (JsonNode part : parts) {
      if (part.path("type").asText().equals("text")) {
        return part.path("content").asText();
      }
    }
    return "";
  }

  private static List<ToolCall> calls(JsonNode parts) {
    List<ToolCall> calls = new ArrayList<>();
    for (JsonNode part : parts) {
      if (part.path("type").asText().equals("tool_call")) {
        calls.add(
            new ToolCall(
                part.path("id").asText(),
                part.path("name").asText(),
                part.path("arguments").asText()));
      }
    }
    return calls;
  }

  private static Message readResult(JsonNode part) {
    return new ToolResultMessage(
        part.path("id").asText(),
        part.path("name").asText(),
        part.path("response").asText(),
        part.path("error").asBoolean());
  }
}
