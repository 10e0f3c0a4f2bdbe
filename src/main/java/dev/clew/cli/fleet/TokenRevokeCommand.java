package dev.clew.cli.fleet;

import dev.clew.cli.frame.RecordingFactory;
import dev.clew.fleet.client.FleetClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `clew token revoke`.
@Command(
    name = "revoke",
    description = "Make a token, or all tokens of an identity, useless at once.",
    footer = {"  clew token revoke ci", "  clew token revoke 1f3a5c7d9e0b"})
public final class TokenRevokeCommand implements Runnable {
  private final RecordingFactory sessions;

  @Mixin FleetOptions fleet = new FleetOptions();

  @Parameters(paramLabel = "TOKEN", description = "The token's id, or an identity.")
  String token = "";

  public TokenRevokeCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run() {
    try (FleetClient client = fleet.client(sessions)) {
      client
          .revoke(token)
          .forEach(
              each -> sessions.context().say("revoked " + each.id() + " of " + each.identity()));
    }
  }
}
