package dev.clew.cli.config;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.config.ConfigPath;
import java.util.List;
import picocli.CommandLine.Command;

/// Shows which configuration files are read.
@Command(
    name = "path",
    description = {
      "Show which configuration files are read, the one that goes first at the top.",
      "Flags and variables go before all of them."
    },
    footer = {"  clew config path", "  clew config path -o json | jq -r '.[0].path'"})
public final class ConfigPathCommand implements Runnable {
  private final RecordingFactory sessions;

  public ConfigPathCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run() {
    CliContext context = sessions.context();
    List<ConfigPath> paths =
        ConfigPath.all(sessions.options().config(), context.cwd(), context.home(), context.env());
    var printer = new ConfigPathPrinter(context.out(), sessions.options().palette(context));
    if (sessions.options().json()) {
      printer.json(paths);
    } else {
      printer.text(paths);
    }
  }
}
