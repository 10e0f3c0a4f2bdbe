package dev.clew.console;

import dev.clew.runs.State;
import dev.clew.terminal.Durations;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The workspaces, with what the one under the cursor names.
///
/// @param taken the names that a new one may not have
/// @param isRead whether they have been read at all
/// @param editing the name of the one that is about to be changed, empty for none
/// @param deleting the name of the one that is about to be removed, empty for none
/// @param note what is to be said of what was done last
/// @param idle seconds until the list is read anew; negative while it is
record WorkspacesScreen(
    List<WorkspaceRow> rows,
    Set<String> taken,
    boolean isRead,
    ListCursor cursor,
    String editing,
    String deleting,
    Note note,
    int idle)
    implements Screen {
  private static final int HEADING = 1;
  private static final int DETAILS = 11;
  private static final int NAME = 18;
  private static final int IMAGE = 16;
  private static final int STATE = 20;
  private static final int READING = -1;

  static WorkspacesScreen of() {
    return new WorkspacesScreen(
        List.of(), Set.of(), false, ListCursor.START, "", "", Note.NONE, READING);
  }

  @Override
  public String name() {
    return "workspaces";
  }

  @Override
  public String title() {
    return "workspaces";
  }

  @Override
  public String keys() {
    return "↑↓ move · Enter launch · n new · e edit · d delete";
  }

  @Override
  public List<Request> wanted() {
    return List.of(new Request.Workspaces());
  }

  @Override
  public Optional<Question> question() {
    return deleting.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Question(
                "Delete workspace " + deleting + "? Its runs stay.", "delete " + deleting));
  }

  @Override
  public Step answered(boolean yes) {
    WorkspacesScreen next = with("", "", Note.NONE);
    return yes ? Step.stay(next, new Request.Delete(deleting)) : Step.stay(next);
  }

  private static int height(Size size) {
    return Math.max(1, size.rows() - HEADING - DETAILS);
  }

  private @Nullable WorkspaceRow selected() {
    return rows.isEmpty() ? null : rows.get(cursor.within(rows.size(), 1).selected());
  }

  @Override
  public Step on(Input input, Size size) {
    WorkspaceRow row = selected();
    return switch (input) {
      case Input.Press(Input.Key key) when key == Input.Key.ESCAPE -> new Step.Back();
      case Input.Press(Input.Key key) when key == Input.Key.ENTER && row != null -> launch(row);
      case Input.Letter(char letter) when letter == 'l' && row != null -> launch(row);
      case Input.Letter(char letter) when letter == 'n' ->
          new Step.Open(with("", "", Note.NONE), FormScreen.create(taken));
      case Input.Letter(char letter) when letter == 'e' && row != null ->
          Step.stay(with(row.name(), "", Note.NONE), new Request.Edit(row.name()));
      case Input.Letter(char letter) when letter == 'd' && row != null ->
          Step.stay(with("", row.name(), Note.NONE));
      case Input.Click(_, int y) when y >= HEADING + height(size) -> Step.stay(this);
      case Input.Click(_, int y)
          when cursor.top() + y - HEADING == cursor.selected() && row != null ->
          launch(row);
      default ->
          Step.stay(
              cursor
                  .on(input.below(HEADING), rows.size(), height(size))
                  .map(next -> with("", "", Note.NONE).at(next))
                  .orElse(this));
    };
  }

  /// Launches a workspace, or goes to the launch of it that goes on.
  private Step launch(WorkspaceRow row) {
    if (!row.obstacle().isEmpty()) {
      return Step.stay(with("", "", Note.bad(row.obstacle())));
    }
    LaunchScreen screen =
        row.launch()
            .filter(_ -> row.isRunning())
            .map(LaunchScreen::watching)
            .orElse(LaunchScreen.starting(row.name()));
    return new Step.Open(with("", "", Note.NONE), screen);
  }

  @Override
  public Step on(News news, Size size) {
    return switch (news) {
      case News.Listed(var found, var names) -> Step.stay(listed(found, names, height(size)));
      case News.Drafted(var workspace) when workspace.name().equals(editing) ->
          new Step.Open(with("", "", Note.NONE), FormScreen.edit(workspace));
      case News.Changed(String what) ->
          Step.stay(with("", "", Note.quiet(what)), new Request.Workspaces());
      case News.Failed(String reason) -> Step.stay(with("", "", Note.bad(reason)).waiting(5));
      case News.Tick() when idle > 0 -> Step.stay(waiting(idle - 1));
      case News.Tick() when idle == 0 -> Step.stay(waiting(READING), new Request.Workspaces());
      default -> Step.stay(this);
    };
  }

  /// The cursor stays on its workspace; at first it is on the one that was used last.
  private WorkspacesScreen listed(List<WorkspaceRow> found, Set<String> names, int height) {
    WorkspaceRow before = selected();
    int at = cursor.selected();
    for (int i = 0; i < found.size(); i++) {
      WorkspaceRow row = found.get(i);
      if (before == null ? row.last() : row.name().equals(before.name())) {
        at = i;
      }
    }
    ListCursor next = cursor.at(at, found.size(), height);
    return new WorkspacesScreen(found, names, true, next, editing, deleting, note, 1);
  }

  private WorkspacesScreen at(ListCursor next) {
    return new WorkspacesScreen(rows, taken, isRead, next, editing, deleting, note, idle);
  }

  private WorkspacesScreen waiting(int seconds) {
    return new WorkspacesScreen(rows, taken, isRead, cursor, editing, deleting, note, seconds);
  }

  private WorkspacesScreen with(String edit, String delete, Note said) {
    return new WorkspacesScreen(rows, taken, isRead, cursor, edit, delete, said, idle);
  }

  @Override
  public void draw(Canvas canvas) {
    if (rows.isEmpty()) {
      canvas.text(2, 1, nothing(), Look.QUIET);
      return;
    }
    int command = canvas.width() - 2 - NAME - IMAGE - STATE;
    int x = canvas.cell(2, 0, NAME, "NAME", Look.QUIET);
    x = canvas.cell(x, 0, command, "COMMAND", Look.QUIET);
    x = canvas.cell(x, 0, IMAGE, "IMAGE", Look.QUIET);
    canvas.cell(x, 0, STATE, "STATE", Look.QUIET);
    int height = height(new Size(canvas.width(), canvas.height()));
    Canvas list = canvas.rows(HEADING, height);
    list.list(cursor, rows.size(), (y, index) -> row(list, y, rows.get(index), command));
    WorkspaceRow row = selected();
    if (row != null) {
      details(canvas.rows(HEADING + height, DETAILS), row);
    }
  }

  private String nothing() {
    if (isRead) {
      return "No workspaces yet. n makes the first one.";
    }
    return note.look() == Look.BAD ? "The workspaces could not be read." : "Reading…";
  }

  private static void row(Canvas list, int y, WorkspaceRow row, int command) {
    list.text(1, y, row.last() ? "*" : "", Look.STRONG);
    int x = list.cell(2, y, NAME - 1, row.name(), Look.STRONG) + 1;
    x = list.cell(x, y, command - 1, row.command().isEmpty() ? "-" : row.command(), Look.PLAIN) + 1;
    x = list.cell(x, y, IMAGE - 1, row.image().isEmpty() ? "-" : row.image(), Look.PLAIN) + 1;
    if (!row.obstacle().isEmpty()) {
      list.cell(x, y, STATE, "cannot be launched", Look.WARNING);
    } else if (row.launch().isPresent()) {
      var launch = row.launch().get();
      State state = WorkspaceRow.state(launch);
      long end = launch.isRunning() ? list.now() : launch.endNanos();
      String took = Durations.text(Math.max(0, end - launch.startNanos()));
      list.cell(x, y, STATE, state.label() + " · " + took, Look.of(state));
    }
  }

  private static void details(Canvas canvas, WorkspaceRow row) {
    canvas.text(2, 1, row.name() + (row.last() ? " (used last)" : ""), Look.STRONG);
    int y = 2;
    for (String line : row.details()) {
      for (String part : DetailScreen.wrap(line, Math.max(10, canvas.width() - 4))) {
        canvas.text(2, y++, part, row.obstacle().isEmpty() ? Look.PLAIN : Look.WARNING);
      }
    }
  }
}
