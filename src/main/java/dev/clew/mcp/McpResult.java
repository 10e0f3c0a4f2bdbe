package dev.clew.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// What a tool answered.
///
/// @param text all that is text of it, and a word for each part that is not
/// @param structured its `structuredContent`, or null
/// @param error whether the tool tells of its failure
/// @param whole the result as it came, images and links included
public record McpResult(String text, @Nullable JsonNode structured, boolean error, JsonNode whole) {
  /// Reads a result of `tools/call`.
  static McpResult of(JsonNode result) {
    StringBuilder text = new StringBuilder();
    for (JsonNode part : result.path("content")) {
      if (!text.isEmpty()) {
        text.append('\n');
      }
      text.append(text(part));
    }
    JsonNode structured = result.get("structuredContent");
    if (text.isEmpty() && structured != null) {
      text.append(structured);
    }
    return new McpResult(
        text.toString(), structured, result.path("isError").asBoolean(false), result);
  }

  private static String text(JsonNode part) {
    String type = part.path("type").asText();
    return switch (type) {
      case "text" -> part.path("text").asText();
      case "resource" ->
          part.path("resource")
              .path("text")
              .asText("[resource " + part.path("resource").path("uri").asText() + "]");
      case "resource_link" -> "[resource " + part.path("uri").asText() + "]";
      default -> "[" + type + " " + part.path("mimeType").asText() + "]";
    };
  }
}
