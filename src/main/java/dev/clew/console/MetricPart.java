package dev.clew.console;

import dev.clew.runs.Series;
import dev.clew.terminal.Amounts;
import dev.clew.terminal.Sparkline;
import dev.clew.terminal.TerminalText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The metrics of a run as sparklines.
///
/// @param loaded whether they have been read
record MetricPart(List<Series> series, boolean loaded, ListCursor cursor) implements RunPart {
  static final MetricPart EMPTY = new MetricPart(List.of(), false, ListCursor.START);
  private static final int VALUE = 12;

  /// The same place in what has been read now.
  MetricPart of(List<Series> now) {
    return new MetricPart(now, true, cursor);
  }

  @Override
  public String label() {
    return "metrics";
  }

  @Override
  public RunPart on(Input input, Size size) {
    return cursor
        .on(input, series.size(), size.rows())
        .map(next -> new MetricPart(series, loaded, next))
        .orElse(this);
  }

  @Override
  public Optional<Screen> chosen() {
    if (series.isEmpty()) {
      return Optional.empty();
    }
    Series row = series.get(cursor.within(series.size(), 1).selected());
    List<String> lines = new ArrayList<>();
    lines.add(
        Amounts.count(row.points())
            + " points"
            + (row.unit().isEmpty() ? "" : ", unit " + row.unit()));
    lines.add("");
    switch (row.figures()) {
      case Series.Numbers(double first, double last, double min, double max, var trend) -> {
        lines.add("  first  " + Amounts.value(first, row.unit()));
        lines.add("  last   " + Amounts.value(last, row.unit()));
        lines.add("  min    " + Amounts.value(min, row.unit()));
        lines.add("  max    " + Amounts.value(max, row.unit()));
        lines.addAll(List.of("", "  " + Sparkline.of(trend, 64)));
      }
      case Series.Distribution(long count, double sum, double min, double max) -> {
        lines.add("  count  " + Long.toUnsignedString(count));
        lines.add("  sum    " + Amounts.value(sum, row.unit()));
        lines.add("  min    " + Amounts.value(min, row.unit()));
        lines.add("  max    " + Amounts.value(max, row.unit()));
      }
    }
    lines.addAll(List.of("", "attributes"));
    row.attributes().forEach((key, value) -> lines.add("  " + key + " = " + value.text()));
    return Optional.of(DetailScreen.of(TerminalText.named(row.name()), lines));
  }

  @Override
  public void draw(Canvas canvas) {
    if (series.isEmpty()) {
      canvas.text(2, 1, loaded ? "The run has no metrics." : "Reading…", Look.QUIET);
      return;
    }
    int trend = Math.clamp(canvas.width() / 4, 16, 64);
    int rest = canvas.width() - 2 - VALUE - 2 - trend;
    int name = Math.min(40, rest * 3 / 5);
    canvas.list(
        cursor,
        series.size(),
        (y, index) -> {
          Series row = series.get(index);
          int x = canvas.cell(2, y, name, TerminalText.named(row.name()), Look.STRONG) + 1;
          x = canvas.cell(x, y, rest - name - 1, subject(row), Look.QUIET);
          figures(canvas, x, y, row, trend);
        });
  }

  private static void figures(Canvas canvas, int x, int y, Series row, int trend) {
    switch (row.figures()) {
      case Series.Numbers numbers -> {
        canvas.number(x, y, VALUE, Amounts.value(numbers.last(), row.unit()), Look.PLAIN);
        canvas.text(x + VALUE + 2, y, Sparkline.of(numbers.trend(), trend), Look.LIVE);
      }
      case Series.Distribution(long count, double sum, _, _) -> {
        canvas.number(x, y, VALUE, Amounts.value(sum, row.unit()), Look.PLAIN);
        canvas.text(x + VALUE + 2, y, Long.toUnsignedString(count) + " values", Look.QUIET);
      }
    }
  }

  /// The process first, then the rest.
  private static String subject(Series row) {
    String program = row.attributes().text("process.executable.name");
    List<String> words = new ArrayList<>();
    if (!program.isEmpty()) {
      words.add(program);
    }
    row.attributes()
        .forEach(
            (key, value) -> {
              if (!key.equals("process.executable.name")) {
                words.add(key.substring(key.lastIndexOf('.') + 1) + "=" + value.text());
              }
            });
    return String.join(" ", words);
  }
}
