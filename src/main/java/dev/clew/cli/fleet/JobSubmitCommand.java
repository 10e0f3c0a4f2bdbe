package dev.clew.cli.fleet;

import dev.clew.cli.frame.RecordingFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `clew job submit`.
@Command(
    name = "submit",
    description = {
      "Send a command to machines.",
      "Prints the id of the job; `clew run --on` waits for it."
    },
    footer = {
      "  clew job submit --target web-1 -- systemctl restart app",
      "  clew job submit --target role=web --retry 2 -- ./deploy.sh"
    })
public final class JobSubmitCommand implements Callable<Integer> {
  private final RecordingFactory sessions;

  @Mixin FleetOptions fleet = new FleetOptions();

  @Mixin JobOptions options = new JobOptions();

  @Option(
      names = "--target",
      required = true,
      paramLabel = "TARGET",
      description = "A machine's name, LABEL=VALUE for all that have it, any, or all.")
  String target = "";

  @Parameters(arity = "1..*", paramLabel = "CMD", description = "The command and its arguments.")
  List<String> command = new ArrayList<>();

  public JobSubmitCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public Integer call() {
    return new JobSubmission(sessions, fleet)
        .submit(options.request(target, command, sessions.context().env()));
  }
}
