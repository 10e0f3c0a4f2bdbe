package dev.clew.cli.look;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.Deliveries;
import dev.clew.cli.frame.JsonOutput;
import dev.clew.cli.frame.Pager;
import dev.clew.cli.frame.StateColors;
import dev.clew.runfile.DeliveryState;
import dev.clew.runs.Origin;
import dev.clew.runs.Run;
import dev.clew.runs.RunCatalog;
import dev.clew.runs.RunFileHandle;
import dev.clew.runs.RunJson;
import dev.clew.terminal.Amounts;
import dev.clew.terminal.Durations;
import dev.clew.terminal.Palette;
import dev.clew.terminal.Table;
import dev.clew.terminal.TerminalText;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// Prints lists of runs.
final class RunsPrinter {
  private static final int STATE = 0;
  private static final int ID = 1;
  private static final int NAME = 2;
  private static final List<Boolean> RIGHT =
      List.of(false, false, false, false, true, true, true, true, false);

  private final CliContext context;
  private final Palette palette;

  RunsPrinter(CliContext context, Palette palette) {
    this.context = context;
    this.palette = palette;
  }

  void list(RunCatalog.Listing listing, boolean paged) {
    List<Run> runs = listing.runs();
    for (RunFileHandle file : listing.unreadable()) {
      context.err().println("cannot be read: " + TerminalText.plain(file.path().toString()));
    }
    if (runs.isEmpty()) {
      context
          .err()
          .println(
              listing.none()
                  ? "No runs yet. Record the first one: clew run -- make test"
                  : "No run matches.");
      return;
    }
    try (Pager pager = Pager.open(context, paged)) {
      table(runs, pager.out());
    }
  }

  private void table(List<Run> runs, PrintStream out) {
    boolean sent = runs.stream().anyMatch(run -> Deliveries.of(run) != DeliveryState.NONE);
    Table table = new Table(sent ? RIGHT : RIGHT.subList(0, RIGHT.size() - 1), NAME);
    add(
        table,
        sent ? "DELIVERY" : "",
        "STATE",
        "RUN",
        "NAME",
        "STARTED",
        "DURATION",
        "STAGES",
        "EXIT",
        "SIZE");
    for (Run run : runs) {
      OptionalInt exit = run.state().exitCode();
      add(
          table,
          sent ? Deliveries.word(run) : "",
          run.state().title(),
          TerminalText.plain(run.id()),
          TerminalText.named(run.title()),
          run.startNanos() == 0 ? "-" : Durations.ago(context.nowNanos() - run.startNanos()),
          run.duration(),
          Long.toString(run.stages()),
          exit.isPresent() ? Integer.toString(exit.getAsInt()) : "-",
          run.origin() instanceof Origin.LocalFile file
              ? Amounts.bytes((double) file.size())
              : "-");
    }
    context.lines(table, style(runs)).forEach(out::println);
  }

  private static void add(Table table, String last, String... cells) {
    List<String> row = new ArrayList<>(List.of(cells));
    if (!last.isEmpty()) {
      row.add(last);
    }
    table.add(row.toArray(String[]::new));
  }

  private Table.Style style(List<Run> runs) {
    return (row, column, cell) -> {
      if (row == 0) {
        return palette.dim(cell);
      }
      return switch (column) {
        case STATE -> StateColors.of(runs.get(row - 1).state(), cell, palette);
        case ID -> palette.bold(cell);
        default -> cell;
      };
    };
  }

  void json(List<Run> runs) {
    JsonOutput.objects(
        context.out(), runs, (json, run) -> RunJson.fields(json, run, Deliveries.field(run)));
  }
}
