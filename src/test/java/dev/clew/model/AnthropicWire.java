package dev.clew.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.model.ScriptedProvider.Say;
import java.util.ArrayList;
import java.util.List;

/// Messages, as Anthropic's reference of the API has them.
final class AnthropicWire implements ScriptedProvider.Wire {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String whole(JsonNode request, Say say) {
    ObjectNode message = message(request, say.usage());
    ArrayNode content = message.putArray("content");
    if (!say.text().isEmpty()) {
      content.addObject().put("type", "text").put("text", say.text());
    }
    for (ToolCall call : say.calls()) {
      content
          .addObject()
          .put("type", "tool_use")
          .put("id", call.id())
          .put("name", call.name())
          .set("input", json(call.arguments()));
    }
    return message.put("stop_reason", stop(say)).toString();
  }

  @Override
  public List<String> events(JsonNode request, Say say) {
    List<String> events = new ArrayList<>();
    events.add(start(request, say.usage()));
    int index = 0;
    if (!say.text().isEmpty()) {
      events.addAll(text(say.text()));
      events.add(event("content_block_stop", indexed(index++)));
    }
    for (ToolCall call : say.calls()) {
      ObjectNode begin = indexed(index);
      ObjectNode block = begin.putObject("content_block").put("type", "tool_use");
      block.put("id", call.id()).put("name", call.name()).putObject("input");
      events.add(event("content_block_start", begin));
      int half = call.arguments().length() / 2;
      for (String part :
          List.of("", call.arguments().substring(0, half), call.arguments().substring(half))) {
        ObjectNode delta = indexed(index);
        delta.putObject("delta").put("type", "input_json_delta").put("partial_json", part);
        events.add(event("content_block_delta", delta));
      }
      events.add(event("content_block_stop", indexed(index++)));
    }
    ObjectNode end = JSON.createObjectNode();
    end.putObject("delta").put("stop_reason", stop(say)).putNull("stop_sequence");
    end.putObject("usage").put("output_tokens", say.usage().output());
    events.add(event("message_delta", end));
    events.add(event("message_stop", JSON.createObjectNode()));
    return events;
  }

  @Override
  public List<String> begun(JsonNode request, String text) {
    List<String> events = new ArrayList<>();
    events.add(start(request, new TokenUsage(12, 1)));
    events.addAll(text(text));
    return events;
  }

  @Override
  public String error(String type) {
    ObjectNode error = JSON.createObjectNode();
    error.putObject("error").put("type", type).put("message", "no");
    return event("error", error);
  }

  private static List<String> text(String text) {
    List<String> events = new ArrayList<>();
    ObjectNode begin = indexed(0);
    begin.putObject("content_block").put("type", "text").put("text", "");
    events.add(event("content_block_start", begin));
    events.add(event("ping", JSON.createObjectNode()));
    for (String word : text.splitWithDelimiters(" ", -1)) {
      ObjectNode delta = indexed(0);
      delta.putObject("delta").put("type", "text_delta").put("text", word);
      events.add(event("content_block_delta", delta));
    }
    return events;
  }

  private static String start(JsonNode request, TokenUsage usage) {
    ObjectNode start = JSON.createObjectNode();
    ObjectNode message = message(request, usage);
    message.putArray("content");
    start.set("message", message.putNull("stop_reason"));
    return event("message_start", start);
  }

  private static ObjectNode message(JsonNode request, TokenUsage usage) {
    ObjectNode message =
        JSON.createObjectNode()
            .put("id", "msg_1")
            .put("type", "message")
            .put("role", "assistant")
            .put("model", request.path("model").asText() + "-20260101");
    message
        .putObject("usage")
        .put("input_tokens", usage.input() - usage.cacheRead() - usage.cacheWrite())
        .put("output_tokens", usage.output())
        .put("cache_read_input_tokens", usage.cacheRead())
        .put("cache_creation_input_tokens", usage.cacheWrite());
    return message;
  }

  private static ObjectNode indexed(int index) {
    return JSON.createObjectNode().put("index", index);
  }

  private static String event(String name, ObjectNode data) {
    return "event: " + name + "\ndata: " + data.put("type", name) + "\n\n";
  }

  private static String stop(Say say) {
    return say.calls().isEmpty() ? "end_turn" : "tool_use";
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
