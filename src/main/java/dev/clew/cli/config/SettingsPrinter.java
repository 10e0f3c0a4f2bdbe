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
      JsonOutput.objects(
          out,
          values,
          (json, value) -> {
            json.writeStringField("key", value.key());
            json.writeStringField("value", value.shown());
            json.writeStringField("origin", value.origin());
          });
    } else {
      text(values);
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
