package dev.clew.workflow.recording;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;

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

  /// What has to end before a node begins.
  public static final AttributeKey<List<String>> NODE_NEEDS =
      AttributeKey.stringArrayKey("clew.node.needs");

  /// The node that an item is of.
  public static final AttributeKey<String> NODE_PARENT_ID =
      AttributeKey.stringKey("clew.node.parent_id");

  /// An item's place, from 0.
  public static final AttributeKey<Long> NODE_ITEM = AttributeKey.longKey("clew.node.item");

  /// How many items a node has.
  public static final AttributeKey<Long> NODE_ITEMS = AttributeKey.longKey("clew.node.items");

  public static final AttributeKey<String> CANCEL_REASON =
      AttributeKey.stringKey("clew.cancel.reason");

  /// A part of the workflow's graph, as JSON.
  public static final AttributeKey<String> GRAPH = AttributeKey.stringKey("clew.workflow.graph");

  /// How many nodes the workflow has.
  public static final AttributeKey<Long> NODE_COUNT =
      AttributeKey.longKey("clew.workflow.node_count");

  public static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

  public static final AttributeKey<Long> INPUT_TOKENS =
      AttributeKey.longKey("gen_ai.usage.input_tokens");
  public static final AttributeKey<Long> OUTPUT_TOKENS =
      AttributeKey.longKey("gen_ai.usage.output_tokens");
  public static final AttributeKey<Double> COST = AttributeKey.doubleKey("clew.cost.usd");

  private WorkflowAttributes() {}
}
