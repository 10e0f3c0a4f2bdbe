package dev.clew.permission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.agent.PermissionRule.Effect;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A decision that holds until it is revoked. Its id is what it is found by; all but the effect is
/// for people.
///
/// @param effect to allow or to deny
/// @param subject what the tool is called with, without secrets; null for anything
/// @param workspace the directory in which it holds
public record RememberedPermission(
    String id,
    Effect effect,
    String tool,
    @Nullable String subject,
    String workspace,
    Instant decided) {
  private static final int SHORT = 12;

  /// Enough of the id to name it.
  public String shortId() {
    return id.substring(0, SHORT);
  }

  /// As a rule is written.
  public String rule() {
    return effect.label() + " " + tool + (subject == null ? "" : "(" + subject + ")");
  }

  ObjectNode json() {
    ObjectNode json =
        JsonNodeFactory.instance.objectNode().put("decision", effect.label()).put("tool", tool);
    if (subject != null) {
      json.put("subject", subject);
    }
    return json.put("workspace", workspace).put("decided", decided.toString());
  }

  /// Reads what [#json] has written.
  ///
  /// @throws IllegalArgumentException when it is anything else
  static RememberedPermission of(String id, JsonNode json) {
    Effect effect = Effect.valueOf(json.path("decision").asText().toUpperCase(Locale.ROOT));
    if (effect == Effect.ASK || !json.path("tool").isTextual()) {
      throw new IllegalArgumentException("no decision about a tool");
    }
    try {
      return new RememberedPermission(
          id,
          effect,
          json.path("tool").asText(),
          json.has("subject") ? json.path("subject").asText() : null,
          json.path("workspace").asText(),
          Instant.parse(json.path("decided").asText()));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
