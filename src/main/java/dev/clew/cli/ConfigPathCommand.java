package dev.clew.cli;

import dev.clew.config.ConfigPath;
import java.util.List;
import picocli.CommandLine.Command;

/// Shows which configuration files are read.
@Command(
    name = "path",
    mixinStandardHelpOptions = true,
    description = {
      "Show which configuration files are read, the one that goes first at the top.",
      "Flags and variables go before all of them."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  clew config path", "  clew config path -o json | jq -r '.[0].path'"})
public final class ConfigPathCommand implements Runnable {
  private final Sessions sessions;

  ConfigPathCommand(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run() {
    CliContext context = sessions.context();
    List<ConfigPath> paths =
        ConfigPath.all(sessions.options().config, context.cwd(), context.home(), context.env());
    if (sessions.options().json()) {
      json(paths);
    } else {
      text(paths);
    }
  }

  private void text(List<ConfigPath> paths) {
    CliContext context = sessions.context();
    var table = new Table(List.of(false, false, false), 0);
    table.add("FILE", "KIND", "STATE");
    for (ConfigPath each : paths) {
      table.add(TerminalText.plain(each.path().toString()), each.kind().word(), state(each));
    }
    Palette palette = sessions.options().palette(context);
    table
        .lines(Integer.MAX_VALUE, (row, _, cell) -> row == 0 ? palette.dim(cell) : cell)
        .forEach(line -> context.out().print(line + "\n"));
  }

  private static String state(ConfigPath path) {
    if (!path.exists()) {
      return "does not exist";
    }
    return path.trusted()
        ? "read"
        : "read, but may not say where telemetry goes: clew config trust";
  }

  private void json(List<ConfigPath> paths) {
    try (var output = new JsonOutput(sessions.context().out())) {
      output.line(
          json -> {
            json.writeStartArray();
            for (ConfigPath each : paths) {
              json.writeStartObject();
              json.writeStringField("path", each.path().toString());
              json.writeStringField("kind", each.kind().word());
              json.writeBooleanField("exists", each.exists());
              json.writeBooleanField("trusted", each.trusted());
              json.writeEndObject();
            }
            json.writeEndArray();
          });
    }
  }
}
