package dev.clew.workflow.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.telemetry.Measurement;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExecutionMetricsTest {
  private final ExecutionMetrics metrics = new ExecutionMetrics();

  private List<String> values() {
    return metrics.values().stream()
        .map(
            each ->
                each.name()
                    + new TreeSet<>(
                        each.attributes().asMap().values().stream().map(String::valueOf).toList())
                    + " "
                    + each.value())
        .toList();
  }

  /// A counter that only appears with 1 has never increased, for a Prometheus.
  @Test
  void countersOfExecutionsAreThereFromTheBeginning() {
    assertThat(values()).containsExactly("clew_queue_depth[] 0.0", "clew_nodes_running[] 0.0");

    metrics.executionBegan("ci");

    assertThat(values())
        .contains(
            "clew_executions_total[ci, completed] 0.0",
            "clew_executions_total[ci, failed] 0.0",
            "clew_executions_total[cancelled, ci] 0.0");
    metrics.executionEnded("ci", "failed", Duration.ofMillis(1500));
    metrics.executionBegan("ci");
    assertThat(values())
        .contains("clew_executions_total[ci, failed] 1.0", "clew_execution_duration_ms[ci] 1500.0");
  }

  @Test
  void everyMetricIsMeasuredAndSaysWhat() {
    metrics.executionEnded("ci", "completed", Duration.ofSeconds(1));
    metrics.nodeEnded("model", Duration.ofSeconds(1));
    metrics.load(2, 3);
    metrics.modelCalled("small", 10, 20, 0.5);
    metrics.modelCalled("unpriced", 1, 1, 0);

    assertThat(values())
        .contains(
            "clew_nodes_running[] 2.0",
            "clew_queue_depth[] 3.0",
            "clew_model_tokens_total[input, small] 10.0",
            "clew_model_tokens_total[output, small] 20.0",
            "clew_model_cost_usd_total[small] 0.5")
        .noneMatch(each -> each.startsWith("clew_model_cost_usd_total[unpriced]"));
    Collection<String> named =
        metrics.values().stream().map(Measurement::name).collect(Collectors.toSet());
    assertThat(named).hasSize(ExecutionMetric.values().length);
    assertThat(named).noneMatch(each -> ExecutionMetric.meaningOf(each).isEmpty());
  }
}
