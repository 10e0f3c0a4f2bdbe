package dev.clew.cli.fleet;

import dev.clew.cli.frame.RecordingFactory;
import dev.clew.fleet.deploy.Stack;
import dev.clew.fleet.deploy.StackFile;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `clew apply`.
@Command(
    name = "apply",
    description = {
      "Have a fleet run the services of a stack.",
      "What is there already is left as it is; the rest is started, replaced or ended."
    },
    footer = {"  clew apply --dry-run shop.toml", "  clew apply --wait shop.toml"})
public final class ApplyCommand implements Callable<Integer> {
  private final RecordingFactory sessions;

  @Mixin FleetOptions fleet = new FleetOptions();

  @Mixin StackWait wait = new StackWait();

  @Option(names = "--dry-run", description = "Only tell what would change.")
  boolean dryRun;

  @Parameters(paramLabel = "FILE", description = "The stack, in TOML.")
  String file = "";

  public ApplyCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public Integer call() {
    Stack stack = StackFile.read(sessions.context().cwd().resolve(file), sessions.context().env());
    StackChange.Call call = (client, run, headers) -> client.apply(stack, dryRun, run, headers);
    var change = new StackChange(sessions, fleet);
    if (dryRun) {
      wait.refuseWith("--dry-run");
      return change.preview(stack.name(), call);
    }
    return change.make("apply", stack.name(), wait.asked(), call);
  }
}
