package dev.clew.cli.look;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.JsonOutput;
import dev.clew.cli.frame.Pager;
import dev.clew.record.Metric;
import dev.clew.runs.RunMetrics;
import dev.clew.runs.Series;
import dev.clew.runs.SeriesTable;
import dev.clew.terminal.Amounts;
import dev.clew.terminal.Palette;
import dev.clew.terminal.Sparkline;
import dev.clew.terminal.Table;
import dev.clew.terminal.TerminalText;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;

/// Prints the metrics of a run.
final class MetricsPrinter {
  private static final int NAME = 0;
  private static final int ATTRIBUTES = 2;
  private static final int TREND = 8;
  private static final int TREND_WIDTH = 20;
  private static final List<Boolean> RIGHT =
      List.of(false, false, false, true, true, true, true, true, false);

  private final CliContext context;
  private final Palette palette;

  MetricsPrinter(CliContext context, Palette palette) {
    this.context = context;
    this.palette = palette;
  }

  void table(RunMetrics metrics, boolean paged) {
    SeriesTable series = new SeriesTable();
    metrics.read(
        point -> {
          series.add(point);
          return true;
        });
    if (series.isEmpty()) {
      context.err().println("The run has no such metric.");
      return;
    }
    Table table = new Table(RIGHT, ATTRIBUTES);
    table.add("METRIC", "UNIT", "ATTRIBUTES", "POINTS", "FIRST", "LAST", "MIN", "MAX", "TREND");
    List<Series> all = series.series();
    all.forEach(row -> add(row, all, table));
    try (Pager pager = Pager.open(context, paged)) {
      context.lines(table, this::style).forEach(pager.out()::println);
    }
  }

  private String style(int row, int column, String cell) {
    if (row == 0) {
      return palette.dim(cell);
    }
    return switch (column) {
      case NAME -> palette.bold(cell);
      case TREND -> palette.cyan(cell);
      default -> cell;
    };
  }

  private static void add(Series row, List<Series> all, Table table) {
    String name = TerminalText.named(row.name());
    String unit = TerminalText.plain(row.unit());
    String attributes = attributes(row, all);
    String points = Long.toString(row.points());
    switch (row.figures()) {
      case Series.Numbers(double first, double last, double min, double max, var trend) -> {
        boolean total = row.kind() instanceof Metric.Sum(boolean monotonic, _) && monotonic;
        table.add(
            name,
            unit,
            attributes,
            points,
            total ? "-" : Amounts.value(first, row.unit()),
            Amounts.value(last, row.unit()),
            total ? "-" : Amounts.value(min, row.unit()),
            total ? "-" : Amounts.value(max, row.unit()),
            Sparkline.of(trend, TREND_WIDTH));
      }
      case Series.Distribution(long count, double sum, double min, double max) ->
          table.add(
              name,
              unit,
              attributes,
              points,
              "-",
              "count=" + Long.toUnsignedString(count) + " sum=" + Amounts.value(sum, row.unit()),
              Amounts.value(min, row.unit()),
              Amounts.value(max, row.unit()),
              "");
    }
  }

  /// The process first, then the rest as pairs, then as much of who measured it as tells it from
  /// others.
  private static String attributes(Series row, List<Series> all) {
    StringJoiner cells = new StringJoiner(" ");
    String program = row.attributes().text("process.executable.name");
    String pid = row.attributes().text("process.pid");
    if (!program.isEmpty() || !pid.isEmpty()) {
      cells.add(pid.isEmpty() ? program : program + "[" + pid + "]");
    }
    row.attributes()
        .forEach(
            (key, value) -> {
              switch (key) {
                case "process.executable.name", "process.pid" -> {}
                default -> cells.add(key + "=" + value.text());
              }
            });
    List<Series> alike =
        all.stream()
            .filter(
                each ->
                    each.name().equals(row.name())
                        && each.attributes().text().equals(row.attributes().text()))
            .toList();
    difference(cells, "service.name", row, alike, each -> each.from().service());
    difference(cells, "service.instance.id", row, alike, each -> each.from().instance());
    difference(cells, "scope", row, alike, each -> each.from().scope());
    difference(cells, "process", row, alike, each -> Long.toString(each.processId()));
    return TerminalText.plain(cells.toString());
  }

  private static void difference(
      StringJoiner cells, String key, Series row, List<Series> alike, Function<Series, String> of) {
    if (alike.stream().map(of).distinct().count() > 1) {
      cells.add(key + "=" + of.apply(row));
    }
  }

  void json(RunMetrics metrics) {
    try (JsonOutput output = new JsonOutput(context.out())) {
      output.write(json -> json.writeStartArray());
      metrics.read(point -> output.write(json -> PointJson.write(json, point)));
      output.line(json -> json.writeEndArray());
    }
  }
}
