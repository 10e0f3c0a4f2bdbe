package dev.clew.workflow.node;

import dev.clew.config.Egress;
import dev.clew.run.StageCommand;
import dev.clew.run.process.RunContext;
import dev.clew.telemetry.Recorder;
import dev.clew.workflow.definition.Action;
import dev.clew.workflow.engine.NodeRunner;
import java.net.URI;
import java.util.function.Function;

/// Finds what runs a node.
public final class NodeRunners implements Function<Action, NodeRunner> {
  private final CommandRunner commands;
  private final ContainerRunner containers;
  private final Recorder recorder;
  private final RunContext around;
  private final Function<URI, Egress> egress;

  /// @param base directory of the execution
  /// @param egress the way to an endpoint
  public NodeRunners(
      StageCommand stages,
      RunContext around,
      Recorder recorder,
      NodeStreams streams,
      String base,
      Function<URI, Egress> egress) {
    this.commands = new CommandRunner(stages, streams, around.procFs(), base);
    this.containers = new ContainerRunner(commands, around.program());
    this.recorder = recorder;
    this.around = around;
    this.egress = egress;
  }

  @Override
  public NodeRunner apply(Action action) {
    return switch (action) {
      case Action.Command _ -> commands;
      case Action.Container _ -> containers;
      case Action.Http _ -> new HttpRunner(recorder, around.clock(), egress);
      case Action.Eval _ -> new EvalRunner(recorder, around.clock());
      case Action.Approval _ ->
          throw new IllegalArgumentException("people are asked by the engine itself");
    };
  }
}
