package dev.clew.cli.workspace;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.GlobalOptions;
import dev.clew.cli.frame.JsonOutput;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.terminal.DisplayWidth;
import dev.clew.terminal.Palette;
import dev.clew.terminal.Table;
import dev.clew.terminal.TerminalText;
import dev.clew.workspace.Workspace;
import dev.clew.workspace.WorkspaceCatalog;
import dev.clew.workspace.WorkspaceText;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Prints workspaces without their secrets.
final class WorkspacePrinter {
  private static final int KEY = 9;

  private final CliContext context;
  private final GlobalOptions options;
  private final Palette palette;
  private final WorkspaceText texts = new WorkspaceText();

  WorkspacePrinter(RecordingFactory sessions) {
    this.context = sessions.context();
    this.options = sessions.options();
    this.palette = options.palette(context);
  }

  void list(WorkspaceCatalog catalog) {
    if (options.json()) {
      JsonOutput.objects(context.out(), catalog.all(), this::json);
      return;
    }
    if (catalog.all().isEmpty() && catalog.broken().isEmpty()) {
      context.say("there are no workspaces yet: clew workspace create NAME -- CMD");
    } else {
      table(catalog.all());
    }
    catalog.broken().forEach((name, mistake) -> context.say(name + ": " + mistake.detail()));
    catalog
        .untrusted()
        .forEach(
            (name, file) ->
                context.say(name + " is in " + file + ", which is not trusted: clew config trust"));
  }

  private void table(Iterable<Workspace> workspaces) {
    var table = new Table(List.of(false, false, false, false), 1);
    table.add("NAME", "COMMAND", "IMAGE", "DIRECTORY");
    for (Workspace each : workspaces) {
      table.add(each.name(), command(each), text(each.image()), text(each.directory()));
    }
    context
        .lines(table, (row, _, cell) -> row == 0 ? palette.dim(cell) : cell)
        .forEach(line -> context.out().print(line + "\n"));
  }

  void show(Workspace workspace) {
    if (options.json()) {
      JsonOutput.object(context.out(), json -> json(json, workspace));
      return;
    }
    line("name", workspace.name());
    line("command", command(workspace));
    line("directory", text(workspace.directory()));
    line("image", text(workspace.image()));
    line("agent", text(workspace.agent()));
    line("provider", text(workspace.provider()));
    for (String variable : texts.variables(workspace)) {
      line("env", TerminalText.plain(variable));
    }
    line("file", text(workspace.file()));
  }

  private void line(String key, String value) {
    context.out().print(palette.dim(DisplayWidth.column(key, KEY)) + "  " + value + "\n");
  }

  private void json(JsonGenerator json, Workspace workspace) throws IOException {
    json.writeStringField("name", workspace.name());
    JsonOutput.texts(json, "command", texts.words(workspace));
    field(json, "directory", workspace.directory());
    field(json, "image", workspace.image());
    field(json, "agent", workspace.agent());
    field(json, "provider", workspace.provider());
    json.writeObjectFieldStart("environment");
    for (String variable : texts.variables(workspace)) {
      int equals = variable.indexOf('=');
      json.writeStringField(variable.substring(0, equals), variable.substring(equals + 1));
    }
    json.writeEndObject();
    field(json, "file", workspace.file());
  }

  private static void field(JsonGenerator json, String name, @Nullable Object value)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value.toString());
    }
  }

  private String command(Workspace workspace) {
    String line = texts.command(workspace);
    return text(line.isEmpty() ? null : line);
  }

  private static String text(@Nullable Object value) {
    return value == null ? "-" : TerminalText.plain(value.toString());
  }
}
