package dev.clew.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.model.Message;
import dev.clew.model.MessageJson;
import dev.clew.model.TokenUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that an agent needs to go on: it holds what was asked and answered.
///
/// @param turns answers of the model so far
/// @param costUsd null where it is not known
/// @param spent of the time
/// @param learned what was decided for the session
public record AgentTranscript(
    String sessionId,
    int turns,
    List<Message> messages,
    TokenUsage usage,
    @Nullable Double costUsd,
    Duration spent,
    List<PermissionRule> learned) {
  private static final int VERSION = 1;

  public AgentTranscript {
    messages = List.copyOf(messages);
    learned = List.copyOf(learned);
  }

  /// As JSON.
  public ObjectNode json() {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("version", VERSION)
            .put("session_id", sessionId)
            .put("turns", turns)
            .put("spent_ms", spent.toMillis());
    json.putObject("usage")
        .put("input", usage.input())
        .put("output", usage.output())
        .put("cache_read", usage.cacheRead())
        .put("cache_write", usage.cacheWrite());
    if (costUsd != null) {
      json.put("cost_usd", costUsd);
    }
    ArrayNode rules = json.putArray("learned");
    learned.forEach(rule -> rules.add(rule.toString()));
    json.set("messages", MessageJson.write(messages));
    return json;
  }

  /// Reads what [#json] has written.
  ///
  /// @throws ClewError E119 when it is anything else
  public static AgentTranscript of(JsonNode json) {
    JsonNode usage = json.path("usage");
    if (json.path("version").asInt() != VERSION || !json.path("messages").isArray()) {
      throw new ClewError(ErrorCode.E119, "the transcript is not one of this version of Clew.");
    }
    try {
      List<PermissionRule> learned = new ArrayList<>();
      json.path("learned").forEach(rule -> learned.add(PermissionRule.parse(rule.asText())));
      return new AgentTranscript(
          json.path("session_id").asText(),
          json.path("turns").asInt(),
          MessageJson.read(json.path("messages")),
          new TokenUsage(
              usage.path("input").asLong(),
              usage.path("output").asLong(),
              usage.path("cache_read").asLong(),
              usage.path("cache_write").asLong()),
          json.has("cost_usd") ? json.path("cost_usd").asDouble() : null,
          Duration.ofMillis(json.path("spent_ms").asLong()),
          learned);
    } catch (IllegalArgumentException e) {
      throw new ClewError(ErrorCode.E119, "the transcript cannot be read.", e);
    }
  }
}
