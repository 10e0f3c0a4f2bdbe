package dev.clew.cli;

import dev.clew.config.Settings;
import java.io.PrintStream;

/// Prints the settings with their origins.
final class SettingsPrinter {
  private final PrintStream out;

  SettingsPrinter(PrintStream out) {
    this.out = out;
  }

  void print(Settings settings, boolean json) {
    if (json) {
      json(settings);
    } else {
      text(settings);
    }
  }

  private void json(Settings settings) {
    try (var output = new JsonOutput(out)) {
      output.line(
          generator -> {
            generator.writeStartArray();
            for (Settings.Value value : settings.values()) {
              generator.writeStartObject();
              generator.writeStringField("key", value.key());
              generator.writeStringField("value", value.shown());
              generator.writeStringField("origin", value.origin());
              generator.writeEndObject();
            }
            generator.writeEndArray();
          });
    }
  }

  private void text(Settings settings) {
    int width = settings.values().stream().mapToInt(v -> v.key().length()).max().orElse(0);
    for (Settings.Value value : settings.values()) {
      out.print(
          value.key()
              + " ".repeat(width - value.key().length())
              + "  "
              + TerminalText.plain(value.shown())
              + "  ("
              + TerminalText.plain(value.origin())
              + ")\n");
    }
    out.flush();
  }
}
