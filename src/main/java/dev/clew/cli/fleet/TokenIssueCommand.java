package dev.clew.cli.fleet;

import dev.clew.cli.frame.RecordingFactory;
import dev.clew.fleet.api.TokensResource.TokenRequest;
import dev.clew.fleet.client.FleetClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `clew token issue`.
@Command(
    name = "issue",
    description = {
      "Make a token.",
      "It is printed this once; its bearer sets CLEW_SERVER_TOKEN to it."
    },
    footer = {"  clew token issue ci --role operate --expires 30d"})
public final class TokenIssueCommand implements Runnable {
  private final RecordingFactory sessions;

  @Mixin FleetOptions fleet = new FleetOptions();

  @Parameters(
      paramLabel = "IDENTITY",
      description = "Who it is for: what they do is recorded under this name.")
  String identity = "";

  @Option(
      names = "--role",
      required = true,
      paramLabel = "ROLE",
      description = "view, operate (start and cancel jobs) or admin (tokens and nodes, too).")
  String role = "";

  @Option(
      names = "--expires",
      paramLabel = "DURATION",
      description = "For how long it is good, such as 30d (default: until it is revoked).")
  @Nullable String expires;

  public TokenIssueCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run() {
    try (FleetClient client = fleet.client(sessions)) {
      new FleetTables(sessions).issued(client.issue(new TokenRequest(identity, role, expires)));
    }
  }
}
