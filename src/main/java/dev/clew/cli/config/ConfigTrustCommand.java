package dev.clew.cli.config;

import dev.clew.cli.frame.CliContext;
import dev.clew.config.ProjectTrust;
import dev.clew.terminal.TerminalText;
import java.nio.file.Path;
import picocli.CommandLine.Command;

/// Accepts the project's file.
@Command(
    name = "trust",
    description = {
      "Accept the project's clew.toml as it is now, so that it may say where telemetry goes.",
      "An edited file has to be accepted again."
    },
    footer = {"  cat clew.toml && clew config trust", "  CLEW_TRUST_PROJECT=1 clew run -- make"})
public final class ConfigTrustCommand implements Runnable {
  private final CliContext context;

  public ConfigTrustCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public void run() {
    Path file = new ProjectTrust(context.home()).acceptNearest(context.cwd());
    context
        .err()
        .print("clew: " + TerminalText.plain(file.toString()) + " is trusted as it is now\n");
  }
}
