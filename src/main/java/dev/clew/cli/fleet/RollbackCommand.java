package dev.clew.cli.fleet;

import dev.clew.cli.frame.RecordingFactory;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `clew rollback`.
@Command(
    name = "rollback",
    description = "Have a fleet run an earlier version of a stack.",
    footer = {"  clew rollback shop", "  clew rollback --wait shop 3"})
public final class RollbackCommand implements Callable<Integer> {
  private final RecordingFactory sessions;

  @Mixin FleetOptions fleet = new FleetOptions();

  @Mixin StackWait wait = new StackWait();

  @Parameters(index = "0", paramLabel = "STACK", description = "The name of the stack.")
  String stack = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "VERSION",
      description = "Its version (default: the last that was another).")
  long version;

  public RollbackCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public Integer call() {
    return new StackChange(sessions, fleet)
        .make(
            "rollback",
            stack,
            wait.asked(),
            (client, run, headers) -> client.rollback(stack, version, run, headers));
  }
}
