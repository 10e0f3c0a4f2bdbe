package dev.clew.cli.config;

import dev.clew.cli.frame.RecordingFactory;
import picocli.CommandLine.Command;

/// `clew config`: without a subcommand it shows the settings.
@Command(
    name = "config",
    description = "Show every setting, its effective value and where it came from.",
    synopsisSubcommandLabel = "[COMMAND]",
    footer = {
      "  clew config",
      "  clew config show telemetry.otlp",
      "  clew config path",
      "  clew config init"
    })
public final class ConfigCommand implements Runnable {
  private final RecordingFactory sessions;

  public ConfigCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run() {
    new SettingsPrinter(sessions).print(sessions.settings().values());
  }
}
