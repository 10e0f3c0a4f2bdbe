package dev.clew.cli.fleet;

import dev.clew.cli.frame.RecordingFactory;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `clew delete`.
@Command(
    name = "delete",
    description = {
      "Have a fleet end all services of a stack.",
      "For seven days `clew rollback` has it back."
    },
    footer = {"  clew delete shop", "  clew delete --wait shop"})
public final class DeleteCommand implements Callable<Integer> {
  private final RecordingFactory sessions;

  @Mixin FleetOptions fleet = new FleetOptions();

  @Mixin StackWait wait = new StackWait();

  @Parameters(paramLabel = "STACK", description = "The name of the stack.")
  String stack = "";

  public DeleteCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public Integer call() {
    return new StackChange(sessions, fleet)
        .make(
            "delete",
            stack,
            wait.asked(),
            (client, run, headers) -> client.delete(stack, run, headers));
  }
}
