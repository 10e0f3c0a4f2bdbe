package dev.clew.agent;

import io.opentelemetry.api.common.AttributeKey;

/// Names of an agent's spans and their attributes.
final class AgentSpans {
  static final String TURN = "clew.turn";
  static final String TOOL = "clew.tool";
  static final String PERMISSION = "clew.permission_check";
  static final String COMPACTION = "clew.gc";

  static final AttributeKey<String> SESSION_ID = AttributeKey.stringKey("session_id");
  static final AttributeKey<String> AGENT_TYPE = AttributeKey.stringKey("agent_type");

  /// The names of the semantic conventions for the same two.
  static final AttributeKey<String> CONVERSATION = AttributeKey.stringKey("gen_ai.conversation.id");

  static final AttributeKey<String> AGENT_NAME = AttributeKey.stringKey("gen_ai.agent.name");
  static final AttributeKey<Long> TURN_INDEX = AttributeKey.longKey("turn_index");
  static final AttributeKey<Boolean> STREAMING = AttributeKey.booleanKey("streaming");
  static final AttributeKey<Boolean> CANCELLED = AttributeKey.booleanKey("cancelled");

  static final AttributeKey<String> TOOL_NAME = AttributeKey.stringKey("tool.name");
  static final AttributeKey<String> PLUGIN_TYPE = AttributeKey.stringKey("tool.plugin_type");
  static final AttributeKey<Boolean> SUCCESS = AttributeKey.booleanKey("tool.success");
  static final AttributeKey<Double> DURATION = AttributeKey.doubleKey("tool.duration_seconds");
  static final AttributeKey<String> CALL_ID = AttributeKey.stringKey("gen_ai.tool.call.id");

  static final AttributeKey<String> PERMISSION_TOOL = AttributeKey.stringKey("permission.tool");
  static final AttributeKey<String> DECISION = AttributeKey.stringKey("permission.decision");
  static final AttributeKey<String> SCOPE = AttributeKey.stringKey("permission.scope");
  static final AttributeKey<String> SOURCE = AttributeKey.stringKey("permission.source");

  static final AttributeKey<String> GC_PLUGIN = AttributeKey.stringKey("gc.plugin");
  static final AttributeKey<Long> TOKENS_FREED = AttributeKey.longKey("gc.tokens_freed");
  static final AttributeKey<String> TRIGGER = AttributeKey.stringKey("gc.trigger_reason");

  private AgentSpans() {}
}
