package dev.clew.cli;

import dev.clew.config.ProjectTrust;
import dev.clew.config.Settings;
import dev.clew.telemetry.Redaction;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Shows every setting's effective value and where it came from.
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = "Show every setting, its effective value and where it came from.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  clew config",
      "  clew config -o json",
      "  clew config check",
      "  clew config check --redact 'DB_PASSWORD=hunter2'",
      "  clew config trust"
    })
public final class ConfigCommand implements Runnable {
  private final Sessions sessions;

  ConfigCommand(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run() {
    Settings settings = sessions.settings();
    new SettingsPrinter(sessions.context().out()).print(settings, sessions.options().json());
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Check the settings; say nothing when they are right.")
  int check(
      @Option(
              names = "--redact",
              paramLabel = "TEXT",
              description = "Print what would be recorded of a text: secrets are left out.")
          @Nullable String text) {
    Settings settings = sessions.settings();
    if (text != null) {
      String clean = new Redaction(settings.recording().redact()).text(text);
      sessions.context().out().print(TerminalText.plain(clean) + "\n");
    }
    return 0;
  }

  @Command(
      name = "trust",
      mixinStandardHelpOptions = true,
      description = {
        "Accept the project's clew.toml as it is now, so that it may say where telemetry goes.",
        "An edited file has to be accepted again."
      })
  int trust() {
    CliContext context = sessions.context();
    Path file = new ProjectTrust(context.home()).acceptNearest(context.cwd());
    context.err().print("clew: " + file + " is trusted as it is now\n");
    return 0;
  }
}
