package dev.clew.cli.fleet;

import dev.clew.cli.frame.RecordingFactory;
import dev.clew.fleet.api.StackView;
import dev.clew.fleet.client.StackClient;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `clew status`.
@Command(
    name = "status",
    description = {
      "Show how the stacks of a fleet stand, or one with its replicas.",
      "With -w what changes follows; with -o json that is a line each time."
    },
    footer = {"  clew status", "  clew status -w shop"})
public final class StatusCommand implements Runnable {
  private final RecordingFactory sessions;

  @Mixin FleetOptions fleet = new FleetOptions();

  @Option(
      names = {"-w", "--watch"},
      description = "Go on with what changes.")
  boolean watch;

  @Parameters(arity = "0..1", paramLabel = "STACK", description = "This stack only.")
  String stack = "";

  public StatusCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run() {
    var tables = new StackTables(sessions);
    try (var client = new StackClient(fleet.address(sessions))) {
      List<StackView> stacks = client.status(stack);
      if (stack.isEmpty()) {
        tables.status(stacks);
      } else {
        tables.status(stacks.getFirst());
      }
      if (watch) {
        new StackWatch(sessions, tables).follow(client, stack, stacks);
      }
    }
  }
}
