package dev.clew.workflow;

import dev.clew.agent.Asker;
import dev.clew.agent.Consent;
import dev.clew.config.Egress;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.mcp.McpCalls;
import dev.clew.model.ModelCalls;
import dev.clew.model.Prices;
import dev.clew.permission.RememberedPermissions;
import dev.clew.propagation.EnvironmentCarrier;
import dev.clew.redaction.Redaction;
import dev.clew.run.Runner;
import dev.clew.run.StageCommand;
import dev.clew.run.process.RunContext;
import dev.clew.telemetry.Telemetry;
import dev.clew.telemetry.prometheus.MetricsEndpoint;
import dev.clew.workflow.recording.ExecutionMetric;
import dev.clew.workflow.recording.ExecutionMetrics;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// What executions need of this process.
///
/// @param prices of models
/// @param captureContent whether prompts, answers and what tools are called with are recorded
/// @param version of Clew
/// @param variables for the commands of nodes, besides those of this process
/// @param permissions what the user has decided for good about tools of agents
/// @param prometheusPort where metrics are shown while an execution goes on, or null
/// @param warnings takes what the user should know although the execution goes on
public record ExecutionContext(
    Runner runner,
    RunContext around,
    Telemetry telemetry,
    EnvironmentCarrier carrier,
    Redaction redaction,
    Prices prices,
    boolean captureContent,
    String version,
    Map<String, String> variables,
    RememberedPermissions permissions,
    @Nullable Integer prometheusPort,
    BiConsumer<ErrorCode, String> warnings) {
  StageCommand stages() {
    return new StageCommand(around, telemetry, carrier, redaction);
  }

  ModelCalls models() {
    return new ModelCalls(telemetry.recorder(), redaction, captureContent, prices, around.clock());
  }

  McpCalls mcp() {
    return new McpCalls(
        telemetry.recorder(),
        redaction,
        captureContent,
        version,
        McpCalls.spawning(around.libc(), around.inherited()),
        around.clock());
  }

  Consent consent(Asker asker) {
    return new Consent(asker, workspace -> permissions.in(workspace, warnings));
  }

  /// Shows metrics to a Prometheus; null where that is not asked for, or the port cannot be had.
  @Nullable MetricsEndpoint metricsEndpoint(ExecutionMetrics metrics) {
    if (prometheusPort == null) {
      return null;
    }
    try {
      return MetricsEndpoint.open(prometheusPort, metrics::values, ExecutionMetric::meaningOf);
    } catch (ClewError e) {
      warnings.accept(
          e.code(),
          e.detail() + "; the execution goes on without /metrics (telemetry.prometheus).");
      return null;
    }
  }

  Egress egress(URI url) {
    return Egress.to(url, false, around.environment(), Path.of(around.directory()));
  }
}
