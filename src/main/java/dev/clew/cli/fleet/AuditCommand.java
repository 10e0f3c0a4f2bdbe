package dev.clew.cli.fleet;

import dev.clew.cli.frame.RecordingFactory;
import dev.clew.fleet.client.FleetClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `clew audit`.
@Command(
    name = "audit",
    description = {
      "Show what was done in a fleet, and by whom.",
      "With -o json an array, or an object a line with -f."
    },
    footer = {"  clew audit --since 1h", "  clew audit --type job_submit,token_revoke -f"})
public final class AuditCommand implements Runnable {
  private final RecordingFactory sessions;

  @Mixin FleetOptions fleet = new FleetOptions();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "From this age (90s, 1h30m) or RFC 3339 time on (default: all there is).")
  String since = "";

  @Option(names = "--type", paramLabel = "TYPE,...", description = "Events of these types only.")
  String types = "";

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with what comes.")
  boolean follow;

  public AuditCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run() {
    try (FleetClient client = fleet.client(sessions)) {
      new AuditPrinter(sessions).print(client.audit(since, types, follow), follow);
    }
  }
}
