package dev.clew.cli.fleet;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.JsonOutput;
import dev.clew.terminal.Palette;
import dev.clew.terminal.Table;

/// Prints what a fleet has: tables whose first column is a state, and JSON.
record FleetOutput(CliContext context, Palette palette) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// A table, its states in their colours.
  void table(Table table) {
    context
        .lines(
            table,
            (row, column, cell) ->
                row == 0 ? palette.dim(cell) : column == 0 ? coloured(cell.strip(), cell) : cell)
        .forEach(this::line);
  }

  void line(String text) {
    context.out().print(text + "\n");
  }

  /// A line of JSON, at once.
  ///
  /// @return false when nobody reads the output any more
  boolean document(Object value) {
    JsonOutput.document(context.out(), to -> to.writeRawValue(JSON.writeValueAsString(value)));
    context.out().flush();
    return !context.out().checkError();
  }

  /// A state in its colour.
  String coloured(String state) {
    return coloured(state, state);
  }

  private String coloured(String state, String cell) {
    return switch (state) {
      case "succeeded", "ready", "good", "stable", "healthy" -> palette.green(cell);
      case "failed", "lost", "revoked", "stalled" -> palette.red(cell);
      case "cancelled", "silent", "draining", "expired", "stopping", "stopped" ->
          palette.yellow(cell);
      default -> palette.cyan(cell);
    };
  }
}
