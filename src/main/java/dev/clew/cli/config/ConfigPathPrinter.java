package dev.clew.cli.config;

import dev.clew.cli.frame.JsonOutput;
import dev.clew.config.ConfigPath;
import dev.clew.terminal.Palette;
import dev.clew.terminal.Table;
import dev.clew.terminal.TerminalText;
import java.io.PrintStream;
import java.util.List;

/// Prints which configuration files are read.
final class ConfigPathPrinter {
  private final PrintStream out;
  private final Palette palette;

  ConfigPathPrinter(PrintStream out, Palette palette) {
    this.out = out;
    this.palette = palette;
  }

  void text(List<ConfigPath> paths) {
    var table = new Table(List.of(false, false, false), 0);
    table.add("FILE", "KIND", "STATE");
    for (ConfigPath each : paths) {
      table.add(TerminalText.plain(each.path().toString()), each.kind().word(), state(each));
    }
    table
        .lines(Integer.MAX_VALUE, (row, _, cell) -> row == 0 ? palette.dim(cell) : cell)
        .forEach(line -> out.print(line + "\n"));
  }

  private static String state(ConfigPath path) {
    if (!path.exists()) {
      return "does not exist";
    }
    return path.trusted()
        ? "read"
        : "read, but may not say where telemetry goes: clew config trust";
  }

  void json(List<ConfigPath> paths) {
    JsonOutput.objects(
        out,
        paths,
        (json, each) -> {
          json.writeStringField("path", each.path().toString());
          json.writeStringField("kind", each.kind().word());
          json.writeBooleanField("exists", each.exists());
          json.writeBooleanField("trusted", each.trusted());
        });
  }
}
