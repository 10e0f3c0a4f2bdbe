package dev.clew.workflow.recording;

import dev.clew.telemetry.Distribution;
import dev.clew.telemetry.Measurement;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The metrics of the executions of this process, cumulative. Thread-safe.
public final class ExecutionMetrics {
  private static final AttributeKey<String> WORKFLOW = AttributeKey.stringKey("workflow");
  private static final AttributeKey<String> STATUS = AttributeKey.stringKey("status");
  private static final AttributeKey<String> KIND = AttributeKey.stringKey("kind");
  private static final AttributeKey<String> MODEL = AttributeKey.stringKey("model");
  private static final AttributeKey<String> DIRECTION = AttributeKey.stringKey("direction");

  private static final List<String> STATUSES = List.of("completed", "failed", "cancelled");

  private final Map<Attributes, Long> executions = new LinkedHashMap<>();
  private final Map<Attributes, Distribution> durations = new LinkedHashMap<>();
  private final Map<Attributes, Distribution> nodes = new LinkedHashMap<>();
  private final Map<Attributes, Long> tokens = new LinkedHashMap<>();
  private final Map<Attributes, Double> cost = new LinkedHashMap<>();
  private long running;
  private long waiting;

  /// An execution begins: its counters are there with 0, so that the first end is an increase.
  public synchronized void executionBegan(String workflow) {
    for (String status : STATUSES) {
      executions.putIfAbsent(Attributes.of(WORKFLOW, workflow, STATUS, status), 0L);
    }
  }

  /// An execution has ended.
  ///
  /// @param status `completed`, `failed` or `cancelled`
  public synchronized void executionEnded(String workflow, String status, Duration took) {
    executions.merge(Attributes.of(WORKFLOW, workflow, STATUS, status), 1L, Long::sum);
    add(durations, Attributes.of(WORKFLOW, workflow), took);
  }

  synchronized void nodeEnded(String kind, Duration took) {
    add(nodes, Attributes.of(KIND, kind), took);
  }

  private static void add(Map<Attributes, Distribution> to, Attributes who, Duration took) {
    double millis = took.toNanos() / 1e6;
    to.merge(who, Distribution.of(millis), (before, _) -> before.plus(millis));
  }

  synchronized void load(int nowRunning, int nowWaiting) {
    running = nowRunning;
    waiting = nowWaiting;
  }

  /// A model has been called.
  ///
  /// @param usd what it cost; 0 where that is not known
  public synchronized void modelCalled(String model, long input, long output, double usd) {
    tokens.merge(Attributes.of(MODEL, model, DIRECTION, "input"), input, Long::sum);
    tokens.merge(Attributes.of(MODEL, model, DIRECTION, "output"), output, Long::sum);
    if (usd > 0) {
      cost.merge(Attributes.of(MODEL, model), usd, Double::sum);
    }
  }

  /// What models were used for in all, for the run's summary; empty where none was.
  public synchronized Attributes totals() {
    if (tokens.isEmpty()) {
      return Attributes.empty();
    }
    AttributesBuilder totals =
        Attributes.builder()
            .put(WorkflowAttributes.INPUT_TOKENS, tokens("input"))
            .put(WorkflowAttributes.OUTPUT_TOKENS, tokens("output"));
    double usd = cost.values().stream().mapToDouble(each -> each).sum();
    return usd > 0 ? totals.put(WorkflowAttributes.COST, usd).build() : totals.build();
  }

  private long tokens(String direction) {
    return tokens.entrySet().stream()
        .filter(each -> direction.equals(each.getKey().get(DIRECTION)))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /// The present values.
  public synchronized List<Measurement> values() {
    List<Measurement> all = new ArrayList<>();
    executions.forEach((who, count) -> all.add(ExecutionMetric.EXECUTIONS.of(count, who)));
    durations.forEach((who, values) -> all.add(ExecutionMetric.EXECUTION_DURATION.of(values, who)));
    nodes.forEach((who, values) -> all.add(ExecutionMetric.NODE_DURATION.of(values, who)));
    all.add(ExecutionMetric.QUEUE_DEPTH.of(waiting, Attributes.empty()));
    all.add(ExecutionMetric.NODES_RUNNING.of(running, Attributes.empty()));
    tokens.forEach((who, count) -> all.add(ExecutionMetric.MODEL_TOKENS.of(count, who)));
    cost.forEach((who, usd) -> all.add(ExecutionMetric.MODEL_COST.of(usd, who)));
    return all;
  }
}
