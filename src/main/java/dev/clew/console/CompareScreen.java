package dev.clew.console;

import dev.clew.runs.Run;
import dev.clew.runs.compare.Change;
import dev.clew.runs.compare.Comparison;
import dev.clew.runs.compare.Occurrence;
import dev.clew.terminal.Durations;
import dev.clew.terminal.TerminalText;
import dev.clew.terminal.TimeBar;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What changed from one run to another.
///
/// @param ids of the runs, the baseline first; a single one is compared with its last good one
/// @param failure why there is nothing to show, empty where there is
record CompareScreen(
    List<String> ids, Optional<Comparison> comparison, ListCursor cursor, String failure)
    implements Screen {
  private static final int BAR = 16;
  private static final int AMOUNT = 10;
  private static final int WHAT = 8;

  static CompareScreen of(List<RunRow> runs) {
    return new CompareScreen(
        runs.stream().map(RunRow::id).toList(), Optional.empty(), ListCursor.START, "");
  }

  @Override
  public String name() {
    return "compare";
  }

  @Override
  public String title() {
    return "compare";
  }

  @Override
  public String subject() {
    return String.join(" ", ids);
  }

  @Override
  public String keys() {
    return "↑↓ move";
  }

  @Override
  public List<Request> wanted() {
    return List.of(new Request.Compare(ids));
  }

  @Override
  public Step on(Input input, Size size) {
    if (input.is(Input.Key.ESCAPE)) {
      return new Step.Back();
    }
    int head = comparison.map(found -> head(found, size.columns())).orElse(0);
    return Step.stay(
        cursor
            .on(input.below(head), changes().size(), size.rows() - head)
            .map(next -> new CompareScreen(ids, comparison, next, failure))
            .orElse(this));
  }

  @Override
  public Step on(News news, Size size) {
    return switch (news) {
      case News.Compared(Comparison found) ->
          Step.stay(new CompareScreen(ids, Optional.of(found), cursor, ""));
      case News.Failed(String reason) ->
          Step.stay(new CompareScreen(ids, comparison, cursor, reason));
      default -> Step.stay(this);
    };
  }

  private List<Change> changes() {
    return comparison.map(Comparison::changes).orElse(List.of());
  }

  @Override
  public Note note() {
    return failure.isEmpty() ? Note.NONE : Note.bad(failure);
  }

  private static List<String> sentence(Comparison found, int width) {
    return DetailScreen.wrap(TerminalText.plain(found.sentence()), Math.max(10, width - 4));
  }

  private static int head(Comparison found, int width) {
    return 2 + 1 + sentence(found, width).size() + 2;
  }

  @Override
  public void draw(Canvas canvas) {
    if (comparison.isEmpty()) {
      canvas.text(
          2, 1, failure.isEmpty() ? "Reading…" : "There is nothing to compare.", Look.QUIET);
      return;
    }
    Comparison found = comparison.get();
    run(canvas, 0, "before", found.a());
    run(canvas, 1, "after", found.b());
    int y = 3;
    for (String line : sentence(found, canvas.width())) {
      canvas.text(2, y++, line, Look.STRONG);
    }
    if (found.changes().isEmpty()) {
      return;
    }
    int where = canvas.width() - 2 - WHAT - 3 * AMOUNT - 2 - BAR;
    int x = canvas.cell(2, y + 1, WHAT, "CHANGE", Look.QUIET);
    x = canvas.cell(x, y + 1, where, "WHERE", Look.QUIET);
    canvas.number(x, y + 1, AMOUNT, "BEFORE", Look.QUIET);
    canvas.number(x + AMOUNT, y + 1, AMOUNT, "AFTER", Look.QUIET);
    canvas.number(x + 2 * AMOUNT, y + 1, AMOUNT, "CHANGE", Look.QUIET);
    list(canvas.rows(y + 2, canvas.height() - y - 2), found, where);
  }

  private static void run(Canvas canvas, int y, String role, Run run) {
    int x = canvas.cell(2, y, 8, role, Look.QUIET);
    x = canvas.cell(x, y, 10, run.id().substring(0, Math.min(8, run.id().length())), Look.STRONG);
    x = canvas.cell(x, y, 14, run.state().label(), Look.of(run.state()));
    x = canvas.cell(x, y, 9, run.duration(), Look.PLAIN);
    canvas.text(x, y, TerminalText.named(run.title()), Look.PLAIN);
  }

  private void list(Canvas canvas, Comparison found, int where) {
    List<Change> changes = found.changes();
    boolean common = found.aligned().size() == 1;
    long most = changes.stream().mapToLong(each -> Math.abs(each.deltaNanos())).max().orElse(0);
    TimeBar bar = new TimeBar(0, Math.max(1, most), BAR);
    canvas.list(
        cursor,
        changes.size(),
        (y, index) -> {
          Change change = changes.get(index);
          int x = 2 + WHAT + where;
          Look look = look(change.what());
          canvas.cell(2, y, WHAT, change.what().name().toLowerCase(Locale.ROOT), look);
          canvas.cell(2 + WHAT, y, where, where(change, common), Look.PLAIN);
          amounts(canvas, x, y, change);
          canvas.text(x + 3 * AMOUNT + 2, y, bar.of(0, Math.abs(change.deltaNanos())), look);
        });
  }

  private static void amounts(Canvas canvas, int x, int y, Change change) {
    long delta = change.deltaNanos();
    canvas.number(x, y, AMOUNT, amount(change.a()), Look.PLAIN);
    canvas.number(x + AMOUNT, y, AMOUNT, amount(change.b()), Look.PLAIN);
    String signed = (delta < 0 ? "-" : "+") + Durations.text(Math.abs(delta));
    canvas.number(x + 2 * AMOUNT, y, AMOUNT, signed, Look.PLAIN);
  }

  /// The path without the command that all parts have in common.
  private static String where(Change change, boolean common) {
    List<String> path = change.path();
    if (common && path.size() == 1) {
      return "the whole run";
    }
    return String.join(" › ", common ? path.subList(1, path.size()) : path);
  }

  private static String amount(Optional<Occurrence> side) {
    return side.map(each -> (each.count() > 1 ? each.count() + "× " : "") + each.duration())
        .orElse("-");
  }

  private static Look look(Change.What what) {
    return switch (what) {
      case FAILED, SLOWER -> Look.BAD;
      case FIXED, FASTER -> Look.GOOD;
      case NEW -> Look.LIVE;
      case GONE -> Look.QUIET;
    };
  }
}
