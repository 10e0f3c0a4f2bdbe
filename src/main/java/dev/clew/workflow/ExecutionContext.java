package dev.clew.workflow;

import dev.clew.config.Egress;
import dev.clew.mcp.McpCalls;
import dev.clew.model.ModelCalls;
import dev.clew.model.Prices;
import dev.clew.propagation.EnvironmentCarrier;
import dev.clew.redaction.Redaction;
import dev.clew.run.Runner;
import dev.clew.run.StageCommand;
import dev.clew.run.process.RunContext;
import dev.clew.telemetry.Telemetry;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/// What executions need of this process.
///
/// @param prices of models
/// @param captureContent whether prompts, answers and what tools are called with are recorded
/// @param version of Clew
/// @param variables for the commands of nodes, besides those of this process
public record ExecutionContext(
    Runner runner,
    RunContext around,
    Telemetry telemetry,
    EnvironmentCarrier carrier,
    Redaction redaction,
    Prices prices,
    boolean captureContent,
    String version,
    Map<String, String> variables) {
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

  Egress egress(URI url) {
    return Egress.to(url, false, around.environment(), Path.of(around.directory()));
  }
}
