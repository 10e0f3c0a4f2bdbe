package dev.clew.workflow.node;

import dev.clew.workflow.definition.Action;
import dev.clew.workflow.engine.NodeAttempt;
import dev.clew.workflow.engine.NodeResult;
import dev.clew.workflow.engine.NodeRunner;
import dev.clew.workflow.expression.Template;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Runs a command in a container: by another process of Clew, which records the launch and the
/// session as `clew run --container` does, as a stage of this run. So several containers run beside
/// each other, and each gets the signals that are meant for it.
final class ContainerRunner implements NodeRunner {
  /// That process has to stop and remove the container.
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final CommandRunner commands;
  private final List<String> program;

  /// @param program what starts Clew again, up to its arguments
  ContainerRunner(CommandRunner commands, List<String> program) {
    this.commands = commands;
    this.program = List.copyOf(program);
  }

  @Override
  public NodeResult run(NodeAttempt attempt) throws InterruptedException {
    var container = (Action.Container) attempt.node().action();
    List<String> words = new ArrayList<>(program);
    words.addAll(
        List.of("run", "--no-args", "--container", container.image().text(attempt.scope())));
    for (Template volume : container.volumes()) {
      words.addAll(List.of("--volume", volume.text(attempt.scope())));
    }
    // Values are handed on by the environment: a command line is seen by all.
    Map<String, String> environment = CommandRunner.values(container.environment(), attempt);
    environment.keySet().forEach(name -> words.addAll(List.of("--env", name)));
    for (String name : List.of("CLEW_IDEMPOTENCY_KEY", "CLEW_NODE_ID", "CLEW_ATTEMPT")) {
      words.addAll(List.of("--env", name));
    }
    Template directory = container.directory();
    if (directory != null) {
      words.addAll(List.of("--workdir", directory.text(attempt.scope())));
    }
    if (container.network() != null) {
      words.addAll(List.of("--network", container.network()));
    }
    words.addAll(List.of("--container-name", "clew-" + attempt.idempotencyKey().substring(0, 12)));
    words.add("--");
    List<String> shown = new ArrayList<>(words);
    container.command().forEach(each -> words.add(each.text(attempt.scope())));
    container.command().forEach(each -> shown.add(CommandRunner.shown(each, attempt)));
    return commands.run(attempt, words, shown, environment, null, null, container.output(), GRACE);
  }
}
