package dev.clew.cli.config;

import dev.clew.cli.frame.CliContext;
import dev.clew.config.ConfigTemplate;
import dev.clew.terminal.TerminalText;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Writes a configuration file to start from.
@Command(
    name = "init",
    description = {
      "Write a clew.toml that holds every setting as a comment, with its default.",
      "It is the user's own, in ~/.clew, unless --project is given."
    },
    footer = {"  clew config init", "  clew config init --project", "  clew config init --force"})
public final class ConfigInitCommand implements Runnable {
  private final CliContext context;

  @Option(names = "--project", description = "Write it to the working directory.")
  boolean project;

  @Option(names = "--force", description = "Replace a file that is there.")
  boolean force;

  public ConfigInitCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public void run() {
    Path file = project ? context.cwd().resolve("clew.toml") : context.home().configFile();
    ConfigTemplate.write(file, force);
    context
        .err()
        .print(
            "clew: "
                + TerminalText.plain(file.toString())
                + " is written; every setting in it is a comment\n");
  }
}
