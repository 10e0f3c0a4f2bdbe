package dev.clew.cli.config;

import dev.clew.cli.frame.RecordingFactory;
import dev.clew.config.Settings;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Shows the effective settings, or some of them.
@Command(
    name = "show",
    description = "Show settings, their effective values and where they came from.",
    footer = {
      "  clew config show",
      "  clew config show telemetry.otlp recording.keep_runs",
      "  clew config show -o json | jq -r '.[] | select(.origin != \"default\") | .key'"
    })
public final class ConfigShowCommand implements Runnable {
  private final RecordingFactory sessions;

  @Parameters(
      arity = "0..*",
      paramLabel = "KEY",
      description = "Only these settings, and what lies below them.")
  List<String> keys = List.of();

  public ConfigShowCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run() {
    Settings settings = sessions.settings();
    new SettingsPrinter(sessions)
        .print(
            keys.isEmpty()
                ? settings.values()
                : keys.stream().flatMap(key -> settings.find(key).stream()).distinct().toList());
  }
}
