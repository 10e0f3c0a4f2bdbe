package dev.clew.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.model.ScriptedProvider.Say;
import java.util.ArrayList;
import java.util.List;

/// Chat completions, as OpenAI's reference of the API has them.
final class OpenAiWire implements ScriptedProvider.Wire {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String whole(JsonNode request, Say say) {
    ObjectNode answer = answer(request, "chat.completion");
    ObjectNode choice = answer.putArray("choices").addObject();
    choice.put("index", 0).put("finish_reason", finish(say));
    ObjectNode message = choice.putObject("message").put("role", "assistant");
    message.put("content", say.text().isEmpty() ? null : say.text());
    message.putNull("refusal");
    if (!say.calls().isEmpty()) {
      var calls = message.putArray("tool_calls");
      for (ToolCall call : say.calls()) {
        ObjectNode each = calls.addObject().put("id", call.id()).put("type", "function");
        each.putObject("function").put("name", call.name()).put("arguments", call.arguments());
      }
    }
    usage(answer, say.usage());
    return answer.toString();
  }

  @Override
  public List<String> events(JsonNode request, Say say) {
    List<String> events = new ArrayList<>(begun(request, say.text()));
    for (int i = 0; i < say.calls().size(); i++) {
      ToolCall call = say.calls().get(i);
      ObjectNode first = JSON.createObjectNode();
      ObjectNode begin = first.putArray("tool_calls").addObject().put("index", i);
      begin.put("id", call.id()).put("type", "function");
      begin.putObject("function").put("name", call.name()).put("arguments", "");
      events.add(chunk(request, first, null));
      int half = call.arguments().length() / 2;
      for (String part :
          List.of(call.arguments().substring(0, half), call.arguments().substring(half))) {
        ObjectNode delta = JSON.createObjectNode();
        delta
            .putArray("tool_calls")
            .addObject()
            .put("index", i)
            .putObject("function")
            .put("arguments", part);
        events.add(chunk(request, delta, null));
      }
    }
    events.add(chunk(request, JSON.createObjectNode(), finish(say)));
    ObjectNode last = answer(request, "chat.completion.chunk");
    last.putArray("choices");
    usage(last, say.usage());
    events.add("data: " + last + "\n\n");
    events.add("data: [DONE]\n\n");
    return events;
  }

  @Override
  public List<String> begun(JsonNode request, String text) {
    List<String> events = new ArrayList<>();
    events.add(
        chunk(request, JSON.createObjectNode().put("role", "assistant").put("content", ""), null));
    for (String word : text.splitWithDelimiters(" ", -1)) {
      events.add(chunk(request, JSON.createObjectNode().put("content", word), null));
    }
    return events;
  }

  @Override
  public String error(String type) {
    return "data: {\"error\":{\"type\":\"" + type + "\",\"message\":\"no\"}}\n\n";
  }

  private static String chunk(JsonNode request, ObjectNode delta, String finish) {
    ObjectNode answer = answer(request, "chat.completion.chunk");
    ObjectNode choice = answer.putArray("choices").addObject().put("index", 0);
    choice.set("delta", delta);
    choice.put("finish_reason", finish);
    return "data: " + answer + "\n\n";
  }

  private static String finish(Say say) {
    return say.calls().isEmpty() ? "stop" : "tool_calls";
  }

  private static ObjectNode answer(JsonNode request, String object) {
    return JSON.createObjectNode()
        .put("id", "chatcmpl-1")
        .put("object", object)
        .put("created", 1_764_000_000)
        .put("model", request.path("model").asText() + "-2026-01-01")
        .put("system_fingerprint", "fp_1");
  }

  private static void usage(ObjectNode answer, TokenUsage usage) {
    answer
        .putObject("usage")
        .put("prompt_tokens", usage.input())
        .put("completion_tokens", usage.output())
        .put("total_tokens", usage.total())
        .putObject("prompt_tokens_details")
        .put("cached_tokens", usage.cacheRead());
  }
}
