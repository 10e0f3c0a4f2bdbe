package dev.clew.model;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.model.Message.AssistantMessage;
import dev.clew.model.Message.SystemMessage;
import dev.clew.model.Message.ToolResultMessage;
import dev.clew.model.Message.UserMessage;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Messages and tools as the library has them.
final class LibraryMessages {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private LibraryMessages() {}

  static ChatMessage of(Message message) {
    return switch (message) {
      case SystemMessage(String text) -> dev.langchain4j.data.message.SystemMessage.from(text);
      case UserMessage(String text) -> dev.langchain4j.data.message.UserMessage.from(text);
      case AssistantMessage(String text, List<ToolCall> calls) ->
          AiMessage.builder()
              .text(text.isEmpty() ? null : text)
              .toolExecutionRequests(calls.stream().map(LibraryMessages::of).toList())
              .build();
      case ToolResultMessage(String id, String tool, String text, boolean error) ->
          ToolExecutionResultMessage.builder()
              .id(id)
              .toolName(tool)
              .text(text)
              .isError(error)
              .build();
    };
  }

  private static ToolExecutionRequest of(ToolCall call) {
    return ToolExecutionRequest.builder()
        .id(call.id())
        .name(call.name())
        .arguments(isObject(call.arguments()) ? call.arguments() : "{}")
        .build();
  }

  /// A model may have written something else, which its provider would not take back.
  private static boolean isObject(String arguments) {
    try {
      return JSON.readTree(arguments).isObject();
    } catch (JacksonException e) {
      return false;
    }
  }

  static ToolCall of(ToolExecutionRequest request) {
    String arguments = request.arguments();
    return new ToolCall(
        String.valueOf(request.id()),
        String.valueOf(request.name()),
        arguments == null || arguments.isBlank() ? "{}" : arguments);
  }

  static ToolSpecification of(ToolSpec tool) {
    return ToolSpecification.builder()
        .name(tool.name())
        .description(tool.description())
        .parameters(schema(tool.schema()))
        .build();
  }

  /// The library knows a part of JSON Schema: what lies within a property goes as it is.
  private static JsonObjectSchema schema(JsonNode schema) {
    JsonObjectSchema.Builder builder = JsonObjectSchema.builder();
    builder.addProperties(elements(schema.path("properties")));
    List<String> required = new ArrayList<>();
    schema.path("required").forEach(each -> required.add(each.asText()));
    builder.required(required);
    Map<String, JsonSchemaElement> definitions = elements(schema.path("$defs"));
    if (!definitions.isEmpty()) {
      builder.definitions(definitions);
    }
    return builder.build();
  }

  private static Map<String, JsonSchemaElement> elements(JsonNode schemas) {
    Map<String, JsonSchemaElement> elements = new LinkedHashMap<>();
    schemas
        .properties()
        .forEach(
            each -> {
              // `true` is any value.
              JsonNode schema = each.getValue();
              String raw = schema.isObject() ? schema.toString() : "{}";
              elements.put(each.getKey(), JsonRawSchema.from(raw));
            });
    return elements;
  }
}
