package dev.clew.cli.config;

import dev.clew.cli.frame.RecordingFactory;
import dev.clew.cli.workspace.Workspaces;
import dev.clew.config.Settings;
import dev.clew.error.ClewError;
import dev.clew.redaction.Redaction;
import dev.clew.telemetry.delivery.Probe;
import dev.clew.terminal.TerminalText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Checks the settings.
@Command(
    name = "check",
    description = "Check the settings and workspaces; say nothing when they are right.",
    footer = {
      "  clew config check",
      "  clew --config new.toml config check",
      "  clew config check --redact 'DB_PASSWORD=hunter2'"
    })
public final class ConfigCheckCommand implements Runnable {
  private final RecordingFactory sessions;

  @Option(
      names = "--redact",
      paramLabel = "TEXT",
      description = "Print what would be recorded of a text: secrets are left out.")
  @Nullable String text;

  public ConfigCheckCommand(RecordingFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run() {
    Settings settings = sessions.settings();
    Probe.check(settings.telemetry());
    for (ClewError mistake : Workspaces.catalog(sessions).broken().values()) {
      throw mistake;
    }
    if (text != null) {
      String clean = new Redaction(settings.recording().redact()).text(text);
      sessions.context().out().print(TerminalText.plain(clean) + "\n");
    }
  }
}
