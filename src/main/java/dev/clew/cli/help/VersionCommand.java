package dev.clew.cli.help;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.GlobalOptions;
import dev.clew.cli.frame.JsonOutput;
import dev.clew.cli.frame.ProcessInfo;
import picocli.CommandLine.Command;

/// Shows the version.
@Command(name = "version", description = "Show the version.", footer = "  clew version")
public final class VersionCommand implements Runnable {
  private final CliContext context;
  private final GlobalOptions options;
  private final ProcessInfo self;

  public VersionCommand(CliContext context, GlobalOptions options, ProcessInfo self) {
    this.context = context;
    this.options = options;
    this.self = self;
  }

  @Override
  public void run() {
    if (options.json()) {
      JsonOutput.object(
          context.out(),
          json -> {
            json.writeStringField("name", "clew");
            json.writeStringField("version", self.version());
          });
    } else {
      context.out().print("clew " + self.version() + "\n");
      context.out().flush();
    }
  }
}
