package dev.clew.cli.config;

import dev.clew.cli.frame.GlobalOptions;
import dev.clew.cli.frame.JsonOutput;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.config.Settings;
import dev.clew.terminal.DisplayWidth;
import dev.clew.terminal.Palette;
import dev.clew.terminal.TerminalText;
import java.io.PrintStream;
import java.util.List;

/// Prints settings with their origins.
final class SettingsPrinter {
  private final PrintStream out;
  private final GlobalOptions options;
  private final Palette palette;

  SettingsPrinter(RecordingFactory sessions) {
    this.out = sessions.context().out();
    this.options = sessions.options();
    this.palette = options.palette(sessions.context());
  }

  void print(List<Settings.Value> values) {
    if (options.json()) {
      json(values);
    } else {
      text(values);
    }
  }

  private void json(List<Settings.Value> values) {
    try (var output = new JsonOutput(out)) {
      output.line(
          generator -> {
            generator.writeStartArray();
            for (Settings.Value value : values) {
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

  /// What somebody set stands out among the defaults.
  private void text(List<Settings.Value> values) {
    int width = values.stream().mapToInt(v -> DisplayWidth.of(v.key())).max().orElse(0);
    for (Settings.Value value : values) {
      boolean unset = value.origin().equals(Settings.Value.DEFAULT);
      String shown = TerminalText.plain(value.shown());
      String origin = palette.dim("(" + TerminalText.plain(value.origin()) + ")");
      String line =
          DisplayWidth.column(value.key(), width) + "  " + (unset ? shown : palette.bold(shown));
      out.print(shown.isEmpty() ? line + "-  " + origin + "\n" : line + "  " + origin + "\n");
    }
  }
}
