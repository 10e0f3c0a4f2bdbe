package dev.clew.workflow.recording;

import io.opentelemetry.api.common.AttributeKey;

/// Attribute keys of executions and their nodes.
public final class WorkflowAttributes {
  public static final AttributeKey<String> WORKFLOW_ID = AttributeKey.stringKey("clew.workflow.id");
  public static final AttributeKey<String> WORKFLOW_VERSION =
      AttributeKey.stringKey("clew.workflow.version");
  public static final AttributeKey<String> EXECUTION_ID =
      AttributeKey.stringKey("clew.execution.id");
  public static final AttributeKey<String> NODE_ID = AttributeKey.stringKey("clew.node.id");
  public static final AttributeKey<String> NODE_KIND = AttributeKey.stringKey("clew.node.kind");
  public static final AttributeKey<Long> NODE_ATTEMPT = AttributeKey.longKey("clew.node.attempt");
  public static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

  public static final AttributeKey<Long> INPUT_TOKENS =
      AttributeKey.longKey("gen_ai.usage.input_tokens");
  public static final AttributeKey<Long> OUTPUT_TOKENS =
      AttributeKey.longKey("gen_ai.usage.output_tokens");
  public static final AttributeKey<Double> COST = AttributeKey.doubleKey("clew.cost.usd");

  private WorkflowAttributes() {}
}
