package dev.clew.console;

import dev.clew.record.Attributes;
import dev.clew.record.SpanEntry.SpanEvent;
import dev.clew.runs.Run;
import dev.clew.runs.RunNode;
import dev.clew.runs.State;
import dev.clew.terminal.DisplayWidth;
import dev.clew.terminal.TerminalText;
import dev.clew.terminal.TimeBar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The spans of a run as a tree beside their time axis.
record TreePart(List<Row> rows, long start, long end, ListCursor cursor) implements RunPart {
  static final TreePart EMPTY = new TreePart(List.of(), 0, 0, ListCursor.START);
  private static final int STATE = 12;
  private static final int DURATION = 8;

  /// @param guide the lines of the tree before the name
  record Row(String guide, RunNode node) {}

  /// The same place in what is known of the run now.
  TreePart of(Run run) {
    return new TreePart(rows(run.roots()), run.startNanos(), run.endNanos(), cursor);
  }

  /// Trees as rows.
  static List<Row> rows(List<RunNode> roots) {
    List<Row> rows = new ArrayList<>();
    collect(roots, "", "", rows);
    return List.copyOf(rows);
  }

  private static void collect(List<RunNode> nodes, String above, String own, List<Row> rows) {
    for (int i = 0; i < nodes.size(); i++) {
      boolean last = i == nodes.size() - 1;
      boolean root = own.isEmpty();
      String guide = root ? "" : above + (last ? "└─ " : "├─ ");
      rows.add(new Row(guide, nodes.get(i)));
      String below = root ? "" : above + (last ? "   " : "│  ");
      collect(nodes.get(i).children(), below, "child", rows);
    }
  }

  @Override
  public String label() {
    return "spans";
  }

  @Override
  public RunPart on(Input input, Size size) {
    return cursor
        .on(input, rows.size(), size.rows())
        .map(next -> new TreePart(rows, start, end, next))
        .orElse(this);
  }

  @Override
  public Optional<Screen> chosen() {
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(details(rows.get(cursor.within(rows.size(), 1).selected()).node()));
  }

  private static DetailScreen details(RunNode node) {
    List<String> lines = new ArrayList<>();
    lines.add(node.state().label() + " · " + node.duration());
    if (!node.statusMessage().isEmpty()) {
      lines.add(node.statusMessage());
    }
    section("attributes", node.attributes(), lines);
    for (SpanEvent exception : node.exceptions()) {
      section(exception.name(), exception.attributes(), lines);
    }
    if (!node.outputTail().isEmpty()) {
      lines.addAll(List.of("", "last output"));
      node.outputTail().forEach(line -> lines.add("  " + line));
    }
    lines.addAll(List.of("", "ids", "  trace " + node.traceId(), "  span  " + node.spanId()));
    return DetailScreen.of(TerminalText.named(node.name()), lines);
  }

  private static void section(String heading, Attributes attributes, List<String> lines) {
    if (attributes.size() > 0) {
      lines.addAll(List.of("", heading));
      attributes.forEach((key, value) -> lines.addAll(indented(key + " = " + value.text())));
    }
  }

  private static List<String> indented(String text) {
    return text.lines().map(line -> "  " + line).toList();
  }

  @Override
  public void draw(Canvas canvas) {
    if (rows.isEmpty()) {
      canvas.text(2, 1, end == 0 ? "Reading…" : "The run has no spans.", Look.QUIET);
      return;
    }
    TimeBar axis = axis(canvas, start, end);
    canvas.list(cursor, rows.size(), (y, index) -> line(canvas, y, rows.get(index), axis));
  }

  private static TimeBar axis(Canvas canvas, long start, long end) {
    return new TimeBar(start, Math.max(end, start + 1), bar(canvas));
  }

  private static int bar(Canvas canvas) {
    return Math.max(10, (canvas.width() - STATE - DURATION) * 2 / 5);
  }

  /// Draws as many of the last rows as there is room for.
  static void last(Canvas canvas, List<Row> rows, long start, long end) {
    TimeBar axis = axis(canvas, start, end);
    int first = Math.max(0, rows.size() - canvas.height());
    for (int y = 0; first + y < rows.size(); y++) {
      line(canvas, y, rows.get(first + y), axis);
    }
  }

  private static void line(Canvas canvas, int y, Row row, TimeBar axis) {
    RunNode node = row.node();
    int name = canvas.width() - 2 - STATE - DURATION - 2 - bar(canvas);
    String guide = DisplayWidth.fit(row.guide(), Math.max(0, name - 12));
    int x = canvas.text(2, y, guide, Look.QUIET);
    x = canvas.cell(x, y, name - x, TerminalText.named(node.name()), Look.PLAIN) + 2;
    x = canvas.cell(x, y, STATE, node.state().label(), Look.of(node.state()));
    if (!(node.state() instanceof State.Skipped)) {
      canvas.number(x, y, DURATION, node.duration(), Look.PLAIN);
      if (node.isTimed()) {
        canvas.text(
            x + DURATION + 2,
            y,
            axis.of(node.startNanos(), node.endNanos()),
            Look.of(node.state()));
      }
    }
  }
}
