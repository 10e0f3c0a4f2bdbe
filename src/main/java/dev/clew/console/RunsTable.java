package dev.clew.console;

import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Draws a list of runs.
///
/// @param marked the runs that have a mark
record RunsTable(Canvas canvas, List<RunRow> marked) {
  private static final int HEADING = 1;
  private static final int STATE = 13;
  private static final int AGO = 10;
  private static final int DURATION = 10;
  private static final int STAGES = 8;
  private static final int WIDE = 110;

  /// Draws the headings over a sentence.
  static void nothing(Canvas canvas, String sentence) {
    new RunsTable(canvas, List.of()).heading();
    canvas.text(2, HEADING + 1, sentence, Look.QUIET);
  }

  /// Draws the part of a list that is seen.
  ///
  /// @param rows a row of the list, null where it has not been read
  void draw(ListCursor cursor, int count, IntFunction<@Nullable RunRow> rows) {
    heading();
    Canvas list = canvas.rows(HEADING, canvas.height() - HEADING);
    list.list(
        cursor,
        count,
        (y, index) -> {
          RunRow row = rows.apply(index);
          if (row == null) {
            list.text(2, y, "…", Look.QUIET);
          } else {
            row(list, y, row);
          }
        });
  }

  private int id() {
    return canvas.width() >= WIDE ? 18 : 10;
  }

  private int name() {
    return canvas.width() - 2 - STATE - id() - AGO - DURATION - STAGES;
  }

  private void heading() {
    int x = canvas.cell(2, 0, STATE, "STATE", Look.QUIET);
    x = canvas.cell(x, 0, id(), "RUN", Look.QUIET);
    x = canvas.cell(x, 0, name(), "NAME", Look.QUIET);
    canvas.number(x, 0, AGO, "STARTED", Look.QUIET);
    canvas.number(x + AGO, 0, DURATION, "DURATION", Look.QUIET);
    canvas.number(x + AGO + DURATION, 0, STAGES, "STAGES", Look.QUIET);
  }

  private void row(Canvas list, int y, RunRow row) {
    boolean mark = marked.stream().anyMatch(each -> each.id().equals(row.id()));
    list.text(1, y, mark ? "*" : "", Look.STRONG);
    int x = list.cell(2, y, STATE, row.state().label(), Look.of(row.state()));
    String id = row.id().substring(0, Math.min(row.id().length(), id() - 2));
    x = list.cell(x, y, id() - 2, id, Look.STRONG) + 2;
    x = list.cell(x, y, name() - 1, row.title(), Look.PLAIN) + 1;
    list.number(x, y, AGO, row.started(list.now()), Look.QUIET);
    list.number(x + AGO, y, DURATION, row.duration(list.now()), Look.PLAIN);
    list.number(x + AGO + DURATION, y, STAGES, Long.toString(row.stages()), Look.PLAIN);
  }
}
