package dev.clew.workflow.recording;

import dev.clew.telemetry.Instrument;
import dev.clew.telemetry.Measurement.Kind;

/// The metrics of executions; docs/reference/metrics.md lists them.
public enum ExecutionMetric implements Instrument {
  EXECUTIONS(
      "clew_executions_total",
      Kind.COUNTER,
      "{execution}",
      "executions that have ended, by how they ended"),
  EXECUTION_DURATION(
      "clew_execution_duration_ms",
      Kind.HISTOGRAM,
      "ms",
      "time from the start of an execution to its end, in milliseconds"),
  NODE_DURATION(
      "clew_node_duration_ms",
      Kind.HISTOGRAM,
      "ms",
      "time that an attempt of a node took, in milliseconds"),
  QUEUE_DEPTH(
      "clew_queue_depth",
      Kind.GAUGE,
      "{node}",
      "nodes that could run and wait until fewer are running"),
  NODES_RUNNING("clew_nodes_running", Kind.GAUGE, "{node}", "nodes that are running"),
  MODEL_TOKENS(
      "clew_model_tokens_total", Kind.COUNTER, "{token}", "tokens that models were sent and gave"),
  MODEL_COST(
      "clew_model_cost_usd_total",
      Kind.COUNTER,
      "{USD}",
      "what the tokens cost, where their model has a price");

  private final String label;
  private final Kind kind;
  private final String unit;
  private final String meaning;

  ExecutionMetric(String label, Kind kind, String unit, String meaning) {
    this.label = label;
    this.kind = kind;
    this.unit = unit;
    this.meaning = meaning;
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public Kind kind() {
    return kind;
  }

  @Override
  public String unit() {
    return unit;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  /// What the metric of a name measures.
  public static String meaningOf(String label) {
    for (ExecutionMetric each : values()) {
      if (each.label().equals(label)) {
        return each.meaning();
      }
    }
    throw new IllegalArgumentException(label);
  }
}
