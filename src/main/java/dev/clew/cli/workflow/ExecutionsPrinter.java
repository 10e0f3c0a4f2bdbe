package dev.clew.cli.workflow;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.JsonOutput;
import dev.clew.cli.frame.RecordingFactory;
import dev.clew.error.ClewError;
import dev.clew.terminal.Durations;
import dev.clew.terminal.Palette;
import dev.clew.terminal.Table;
import dev.clew.terminal.TerminalText;
import dev.clew.time.EpochNanos;
import dev.clew.workflow.execution.ExecutionFiles;
import dev.clew.workflow.execution.ExecutionHome;
import dev.clew.workflow.execution.ExecutionId;
import dev.clew.workflow.execution.ExecutionState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Prints lists of executions.
final class ExecutionsPrinter {
  private static final int STATE = 0;
  private static final int ID = 1;

  private final RecordingFactory sessions;
  private final CliContext context;

  ExecutionsPrinter(RecordingFactory sessions) {
    this.sessions = sessions;
    this.context = sessions.context();
  }

  /// An execution and what it has come to.
  ///
  /// @param phase `interrupted` where it says that it runs and no process executes it
  private record Row(ExecutionId id, ExecutionState state, String phase) {
    static Row of(ExecutionFiles files) {
      ExecutionState state = files.state();
      return new Row(files.id(), state, files.phase(state));
    }

    String workflow() {
      return state.about().path("workflow").asText("");
    }

    String run() {
      return state.about().path("run_id").asText("");
    }
  }

  void list() {
    var home = new ExecutionHome(context.home().root());
    List<Row> rows = new ArrayList<>();
    for (ExecutionId id : home.all()) {
      try {
        rows.add(Row.of(home.files(id)));
      } catch (ClewError e) {
        // The others are listed all the same.
        sessions.failures().warn(e.code(), e.detail());
      }
    }
    if (sessions.options().json()) {
      JsonOutput.objects(
          context.out(),
          rows,
          (json, row) -> {
            json.writeStringField("execution", row.id().text());
            json.writeStringField("workflow", row.workflow());
            json.writeStringField("state", row.phase());
            json.writeStringField("run", row.run());
            if (row.state().started() != null) {
              json.writeStringField("started", row.state().started().toString());
            }
          });
    } else if (rows.isEmpty()) {
      context.err().println("No executions yet. Start one: clew run flow.toml");
    } else {
      table(rows);
    }
  }

  private void table(List<Row> rows) {
    Table table = new Table(List.of(false, false, false, true, true, false), ID);
    table.add("STATE", "EXECUTION", "WORKFLOW", "STARTED", "DURATION", "RUN");
    for (Row row : rows) {
      Instant start = row.state().started();
      Instant end = row.state().ended();
      table.add(
          row.phase(),
          row.id().text(),
          TerminalText.named(row.workflow()),
          start == null ? "-" : Durations.ago(context.nowNanos() - EpochNanos.of(start)),
          start == null || end == null
              ? "-"
              : Durations.text(Duration.between(start, end).toNanos()),
          row.run());
    }
    Palette palette = sessions.options().palette(context);
    context
        .lines(
            table,
            (row, column, cell) ->
                row == 0
                    ? palette.dim(cell)
                    : column == ID
                        ? palette.bold(cell)
                        : column == STATE ? coloured(rows.get(row - 1), cell, palette) : cell)
        .forEach(context.out()::println);
  }

  private static String coloured(Row row, String cell, Palette palette) {
    return switch (row.phase()) {
      case "completed" -> palette.green(cell);
      case "failed", "interrupted" -> palette.red(cell);
      case "cancelled" -> palette.yellow(cell);
      default -> palette.cyan(cell);
    };
  }
}
