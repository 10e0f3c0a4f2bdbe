package dev.clew.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The runs of a source, newest first, with a filter that is typed.
///
/// @param filter empty text for none
/// @param marked the runs to compare, at most two
/// @param failure of the last reading, empty where it went well
/// @param idle seconds until the list is read anew; negative while it is
record RunsScreen(
    Window window,
    ListCursor cursor,
    TypedFilter filter,
    List<RunRow> marked,
    String failure,
    int idle)
    implements Screen {
  private static final int HEADING = 1;
  private static final int FIRST = 200;
  private static final int READING = -1;

  static RunsScreen of() {
    return new RunsScreen(Window.EMPTY, ListCursor.START, TypedFilter.NONE, List.of(), "", READING);
  }

  @Override
  public String name() {
    return "runs";
  }

  @Override
  public String title() {
    return "runs";
  }

  @Override
  public String keys() {
    return filter.typing()
        ? "type to filter · Enter keep · Esc clear"
        : "Enter open · / filter · c compare · w workspaces · s settings";
  }

  @Override
  public boolean isTyping() {
    return filter.typing();
  }

  @Override
  public List<Request> wanted() {
    return List.of(new Request.Rows(0, FIRST, true));
  }

  @Override
  public Step on(Input input, Size size) {
    Step typed = filter.typing() ? typed(input, size) : null;
    if (typed != null) {
      return typed;
    }
    int height = size.rows() - HEADING;
    RunRow row = row(cursor.selected());
    return switch (input) {
      case Input.Press(Input.Key key) when key == Input.Key.ENTER && row != null -> open(row);
      case Input.Press(Input.Key key) when key == Input.Key.ESCAPE ->
          // It is the first screen: one Escape too many ends nothing.
          filter.isActive()
              ? Step.stay(filtered(TypedFilter.NONE), new Request.StopSearch())
              : Step.stay(this);
      case Input.Letter(char letter) when letter == '/' -> Step.stay(filtered(filter.typing(true)));
      case Input.Letter(char letter) when letter == ' ' && row != null ->
          moved(marking(row).cursor.at(cursor.selected() + 1, count(), height), marking(row), size);
      case Input.Letter(char letter) when letter == 'c' && row != null ->
          new Step.Open(this, CompareScreen.of(chosen(row)));
      case Input.Click(_, int y) when y >= HEADING && cursor.top() + y - HEADING < count() ->
          clicked(cursor.top() + y - HEADING, size);
      default ->
          cursor
              .on(input, count(), height)
              .map(next -> moved(next, this, size))
              .orElse(Step.stay(this));
    };
  }

  private Step open(RunRow row) {
    return new Step.Open(this, RunScreen.of(row));
  }

  private Step clicked(int index, Size size) {
    RunRow row = row(index);
    return index == cursor.selected() && row != null
        ? open(row)
        : moved(cursor.at(index, count(), size.rows() - HEADING), this, size);
  }

  /// A key while the filter is typed; null where it has its usual meaning.
  private @Nullable Step typed(Input input, Size size) {
    String text = filter.text();
    return switch (input) {
      case Input.Letter(char letter) -> search(text + letter);
      case Input.Press(Input.Key key) when key == Input.Key.BACKSPACE ->
          text.isEmpty()
              ? Step.stay(filtered(TypedFilter.NONE))
              : search(text.substring(0, text.offsetByCodePoints(text.length(), -1)));
      case Input.Press(Input.Key key) when key == Input.Key.ESCAPE ->
          Step.stay(
              filtered(TypedFilter.NONE).withCursor(ListCursor.START), new Request.StopSearch());
      case Input.Press(Input.Key key) when key == Input.Key.ENTER ->
          Step.stay(filtered(filter.typing(false)).withCursor(cursor.within(count(), size.rows())));
      default -> null;
    };
  }

  private Step search(String text) {
    RunsScreen next = filtered(filter.with(text)).withCursor(ListCursor.START);
    return text.isBlank()
        ? Step.stay(next, new Request.StopSearch())
        : Step.stay(next, new Request.Search(text));
  }

  /// The two runs to compare, the earlier one first; or one, which is compared with the last of its
  /// title that went well.
  private List<RunRow> chosen(RunRow row) {
    List<RunRow> runs = new ArrayList<>(marked);
    if (runs.size() == 1 && !runs.getFirst().id().equals(row.id())) {
      runs.add(row);
    }
    if (runs.isEmpty()) {
      runs.add(row);
    }
    runs.sort((one, other) -> Long.compare(one.startNanos(), other.startNanos()));
    return List.copyOf(runs);
  }

  private RunsScreen marking(RunRow row) {
    List<RunRow> next = new ArrayList<>(marked);
    if (!next.removeIf(each -> each.id().equals(row.id()))) {
      next.add(row);
    }
    List<RunRow> two = next.subList(Math.max(0, next.size() - 2), next.size());
    return new RunsScreen(window, cursor, filter, List.copyOf(two), failure, idle);
  }

  /// The cursor elsewhere; rows that are not here are asked for.
  private static Step moved(ListCursor to, RunsScreen from, Size size) {
    RunsScreen next = from.withCursor(to);
    int height = size.rows();
    boolean known = next.filter.isActive() || next.window.covers(to.top(), height);
    return known ? Step.stay(next) : Step.stay(next, next.around(height, false));
  }

  private Request around(int height, boolean fresh) {
    int from = filter.isActive() ? 0 : Math.max(0, cursor.top() - FIRST);
    return new Request.Rows(from, 2 * FIRST + height, fresh);
  }

  @Override
  public Step on(News news, Size size) {
    return switch (news) {
      case News.Rows rows -> Step.stay(with(rows, size.rows() - HEADING));
      case News.Matches(String text, var found, int read, boolean done)
          when text.equals(filter.text()) ->
          Step.stay(
              filtered(new TypedFilter(text, filter.typing(), found, read, done))
                  .withCursor(cursor.within(found.size(), size.rows() - HEADING)));
      case News.Failed(String reason) ->
          Step.stay(new RunsScreen(window, cursor, filter, marked, reason, 5));
      case News.Tick() when idle > 0 -> Step.stay(waiting(idle - 1));
      case News.Tick() when idle == 0 -> Step.stay(waiting(READING), around(size.rows(), true));
      default -> Step.stay(this);
    };
  }

  /// The cursor stays on its run, and the list does not move under the eye unless its start is
  /// seen.
  private RunsScreen with(News.Rows news, int height) {
    Window next = new Window(news.from(), news.rows(), news.total(), news.complete(), true);
    ListCursor kept = cursor;
    RunRow before = window.at(cursor.selected());
    if (news.fresh() && before != null && !filter.isActive()) {
      int now = next.find(before.id());
      int shift = now < 0 || cursor.top() == 0 ? 0 : now - cursor.selected();
      kept =
          new ListCursor(now < 0 ? cursor.selected() : now, cursor.top() + shift)
              .within(next.total(), height);
    }
    int pause = news.fresh() ? (int) Math.min(60, news.millis() / 100) : idle;
    return new RunsScreen(next, kept, updated(news.rows()), marked, "", pause);
  }

  /// Runs that were found as they are now, and those that have come since.
  private TypedFilter updated(List<RunRow> rows) {
    if (!filter.isActive() || !filter.done()) {
      return filter;
    }
    Map<String, RunRow> now = new LinkedHashMap<>();
    rows.stream().filter(row -> row.matches(filter.text())).forEach(row -> now.put(row.id(), row));
    List<RunRow> found = new ArrayList<>();
    filter.found().forEach(row -> found.add(Optional.ofNullable(now.remove(row.id())).orElse(row)));
    found.addAll(0, now.values());
    return new TypedFilter(
        filter.text(), filter.typing(), List.copyOf(found), filter.read(), filter.done());
  }

  private RunsScreen withCursor(ListCursor next) {
    return new RunsScreen(window, next, filter, marked, failure, idle);
  }

  private RunsScreen filtered(TypedFilter next) {
    return new RunsScreen(window, cursor, next, marked, failure, idle);
  }

  private RunsScreen waiting(int seconds) {
    return new RunsScreen(window, cursor, filter, marked, failure, seconds);
  }

  private int count() {
    return filter.isActive() ? filter.found().size() : window.total();
  }

  private @Nullable RunRow row(int index) {
    if (!filter.isActive()) {
      return window.at(index);
    }
    return index < filter.found().size() ? filter.found().get(index) : null;
  }

  @Override
  public Note note() {
    if (filter.typing()) {
      return new Note("/" + filter.text() + "▏  " + progress(), Look.PLAIN);
    }
    if (!failure.isEmpty()) {
      return Note.bad(failure);
    }
    String place = count() == 0 ? "" : (cursor.selected() + 1) + " of " + known();
    return Note.quiet(
        filter.isActive() ? "filter: " + filter.text() + " · " + place + progress() : place);
  }

  private String known() {
    return "%,d%s".formatted(count(), filter.isActive() || window.complete() ? "" : "+");
  }

  private String progress() {
    return filter.done() ? "" : " (searching: %,d runs read)".formatted(filter.read());
  }

  @Override
  public void draw(Canvas canvas) {
    if (count() == 0) {
      RunsTable.nothing(canvas, nothing());
    } else {
      new RunsTable(canvas, marked).draw(cursor, count(), this::row);
    }
  }

  private String nothing() {
    if (filter.isActive()) {
      return filter.done() ? "No run matches." : "Searching…";
    }
    if (!failure.isEmpty()) {
      return "The runs could not be read.";
    }
    return window.loaded()
        ? "No runs yet. Record the first one: clew run -- make test"
        : "Reading…";
  }
}
