package dev.clew.cli;

import picocli.CommandLine.Command;

/// Shows the version.
@Command(name = "version", description = "Show the version.", footer = "  clew version")
public final class VersionCommand implements Runnable {
  private final CliContext context;
  private final Self self;

  VersionCommand(CliContext context, Self self) {
    this.context = context;
    this.self = self;
  }

  @Override
  public void run() {
    context.out().print("clew " + self.version() + "\n");
    context.out().flush();
  }
}
