package dev.clew.cli.look;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.Deliveries;
import dev.clew.cli.frame.JsonOutput;
import dev.clew.cli.frame.StateColors;
import dev.clew.runs.Run;
import dev.clew.runs.RunJson;
import dev.clew.runs.compare.Change;
import dev.clew.runs.compare.Comparison;
import dev.clew.runs.compare.ComparisonJson;
import dev.clew.runs.compare.Occurrence;
import dev.clew.terminal.Amounts;
import dev.clew.terminal.Durations;
import dev.clew.terminal.Palette;
import dev.clew.terminal.Table;
import dev.clew.terminal.TerminalText;
import dev.clew.terminal.TimeBar;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Prints what changed from one run to another, with the differences as bars.
final class ComparePrinter {
  private static final int WHAT = 0;
  private static final int WHERE = 1;
  private static final int BAR = 5;
  private static final int BAR_WIDTH = 20;
  private static final String BETWEEN = " › ";
  private static final String WHOLE = "the whole run";

  private final CliContext context;
  private final PrintStream out;
  private final Palette palette;
  private final int limit;

  /// @param limit how many changes to list; 0 for all
  ComparePrinter(CliContext context, Palette palette, int limit) {
    this.context = context;
    this.out = context.out();
    this.palette = palette;
    this.limit = limit;
  }

  void print(Comparison comparison) {
    int width = context.outIsTerminal() ? context.width() : Integer.MAX_VALUE;
    List<Run> runs = List.of(comparison.a(), comparison.b());
    Table heads = new Table(List.of(false, false, false, true, true), 1);
    runs.forEach(run -> heads.add(head(run)));
    heads
        .lines(width, (row, column, cell) -> head(runs.get(row), column, cell))
        .forEach(out::println);
    out.println();
    out.println(TerminalText.plain(comparison.sentence()));
    if (!comparison.changes().isEmpty()) {
      changes(comparison, width);
    }
  }

  void json(Comparison comparison) {
    JsonOutput.document(
        out,
        json ->
            ComparisonJson.write(
                json, comparison, (to, run) -> RunJson.fields(to, run, Deliveries.field(run))));
  }

  private String[] head(Run run) {
    return new String[] {
      TerminalText.plain(run.id()),
      TerminalText.named(run.title()),
      run.state().label(),
      run.duration(),
      run.startNanos() == 0 ? "-" : Durations.ago(context.nowNanos() - run.startNanos())
    };
  }

  private String head(Run run, int column, String cell) {
    return switch (column) {
      case 0 -> palette.bold(cell);
      case 2 -> StateColors.of(run.state(), cell, palette);
      default -> cell;
    };
  }

  private void changes(Comparison comparison, int width) {
    List<Change> all = comparison.changes();
    List<Change> shown = limit <= 0 ? all : all.subList(0, Math.min(limit, all.size()));
    boolean common = comparison.aligned().size() == 1;
    long most = shown.stream().mapToLong(change -> Math.abs(change.deltaNanos())).max().orElse(0);
    TimeBar bar = new TimeBar(0, most, BAR_WIDTH);
    Table table = new Table(List.of(false, false, true, true, true, false), WHERE);
    table.add("CHANGE", "WHERE", "BEFORE", "AFTER", "DIFFERENCE", "");
    for (Change change : shown) {
      table.add(
          change.what().name().toLowerCase(Locale.ROOT),
          TerminalText.plain(where(change, common)),
          amount(change.a()),
          amount(change.b()),
          (change.deltaNanos() < 0 ? "-" : "+") + Durations.text(Math.abs(change.deltaNanos())),
          bar.of(0, Math.abs(change.deltaNanos())));
    }
    out.println();
    table
        .lines(width, (row, column, cell) -> style(shown, row, column, cell))
        .forEach(out::println);
    if (shown.size() < all.size()) {
      out.println();
      out.println(
          palette.dim(
              Amounts.count((long) all.size() - shown.size()) + " more: -n 0 lists them all"));
    }
  }

  /// The path without the command that all parts have in common.
  private static String where(Change change, boolean common) {
    List<String> path = change.path();
    if (!common || path.size() > 1) {
      return String.join(BETWEEN, common ? path.subList(1, path.size()) : path);
    }
    return WHOLE;
  }

  private static String amount(Optional<Occurrence> side) {
    return side.map(
            each -> (each.count() > 1 ? Amounts.count(each.count()) + "× " : "") + each.duration())
        .orElse("-");
  }

  private String style(List<Change> shown, int row, int column, String cell) {
    if (row == 0) {
      return palette.dim(cell);
    }
    if (column != WHAT && column != BAR) {
      return cell;
    }
    return switch (shown.get(row - 1).what()) {
      case FAILED, SLOWER -> palette.red(cell);
      case FIXED, FASTER -> palette.green(cell);
      case NEW -> palette.cyan(cell);
      case GONE -> palette.dim(cell);
    };
  }
}
