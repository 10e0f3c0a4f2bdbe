package dev.clew.cli;

import dev.clew.config.Settings;
import dev.clew.telemetry.Redaction;
import dev.clew.telemetry.delivery.Probe;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Checks the settings.
@Command(
    name = "check",
    description = "Check the settings; say nothing when they are right.",
    footer = {
      "  clew config check",
      "  clew --config new.toml config check",
      "  clew config check --redact 'DB_PASSWORD=hunter2'"
    })
public final class ConfigCheckCommand implements Runnable {
  private final Sessions sessions;

  @Option(
      names = "--redact",
      paramLabel = "TEXT",
      description = "Print what would be recorded of a text: secrets are left out.")
  @Nullable String text;

  ConfigCheckCommand(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run() {
    Settings settings = sessions.settings();
    Probe.check(settings.telemetry());
    if (text != null) {
      String clean = new Redaction(settings.recording().redact()).text(text);
      sessions.context().out().print(TerminalText.plain(clean) + "\n");
    }
  }
}
