package dev.clew.console;

import static dev.clew.console.FormFields.LINES;
import static dev.clew.console.FormFields.NAME;

import dev.clew.workspace.Workspace;
import dev.clew.workspace.WorkspaceDraft;
import dev.clew.workspace.WorkspaceRules;
import dev.clew.workspace.WorkspaceText;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A workspace that is created or edited, part by part. What is wrong is said while it is typed, by
/// the rules of `clew workspace`.
///
/// @param before what is edited; empty for a new one
/// @param taken the names that a new one may not have
/// @param focus index of the field that is typed into
/// @param tried whether it was to be saved and could not be
/// @param saving whether it is being saved
/// @param leaving whether the operator is asked whether to leave
/// @param failure of saving, empty where there was none
record FormScreen(
    Optional<Workspace> before,
    Set<String> taken,
    FormFields fields,
    int focus,
    boolean tried,
    boolean saving,
    boolean leaving,
    String failure)
    implements Screen {
  private static final List<String> HINTS =
      List.of(
          "letters, digits, dots, dashes and underscores",
          "a program and its arguments, or a line for the shell",
          "of the command; ~ is your home; empty: the working directory",
          "of a container to run the command in; empty: none",
          "for the run's spans",
          "of the agent's model, for the run's spans");
  private static final int FIRST_LINE = 2 * LINES;
  private static final int LABEL = 14;
  private static final int MISTAKE = 34;

  static FormScreen create(Set<String> taken) {
    return new FormScreen(
        Optional.empty(),
        taken,
        FormFields.of(WorkspaceDraft.EMPTY),
        NAME,
        false,
        false,
        false,
        "");
  }

  static FormScreen edit(Workspace workspace) {
    return new FormScreen(
        Optional.of(workspace),
        Set.of(),
        FormFields.of(WorkspaceDraft.of(workspace)),
        NAME + 1,
        false,
        false,
        false,
        "");
  }

  @Override
  public String name() {
    return before.isPresent() ? "edit" : "create";
  }

  @Override
  public String title() {
    return before.map(workspace -> "edit " + workspace.name()).orElse("new workspace");
  }

  @Override
  public String subject() {
    return before.map(Workspace::name).orElse("");
  }

  @Override
  public String keys() {
    return "type · ↑↓ Tab field · Enter next, new line · Ctrl-S save · Esc leave";
  }

  @Override
  public boolean isTyping() {
    return true;
  }

  @Override
  public Optional<Question> question() {
    return leaving
        ? Optional.of(new Question("Leave without saving?", "leave without saving"))
        : Optional.empty();
  }

  @Override
  public Step answered(boolean yes) {
    return yes ? new Step.Back() : Step.stay(asking(false));
  }

  private boolean isChanged() {
    return !fields.draft().equals(before.map(WorkspaceDraft::of).orElse(WorkspaceDraft.EMPTY));
  }

  /// What is wrong with a field, nothing where nothing is.
  private Optional<String> mistake(int index) {
    if (index == NAME) {
      return nameMistake(fields.draft().name());
    }
    return tried && index == NAME + 1 && fields.draft().isEmpty()
        ? Optional.of("Say what it is for: nothing is filled in yet.")
        : fields.mistake(index);
  }

  private Optional<String> nameMistake(String name) {
    if (before.isPresent() || (name.isEmpty() && !tried)) {
      return Optional.empty();
    }
    return taken.contains(name)
        ? Optional.of("There is a workspace " + name + " already.")
        : WorkspaceRules.name(name);
  }

  @Override
  public Step on(Input input, Size size) {
    if (saving) {
      return Step.stay(this);
    }
    return switch (input) {
      case Input.Press(Input.Key key) ->
          switch (key) {
            case ESCAPE -> isChanged() ? Step.stay(asking(true)) : new Step.Back();
            case SAVE -> save();
            case UP -> Step.stay(to(focus - 1));
            case DOWN -> Step.stay(to(focus + 1));
            case TAB -> Step.stay(to(focus == fields.size() - 1 ? first() : focus + 1));
            case ENTER ->
                Step.stay(focus < LINES ? to(focus + 1) : with(fields.plusLine(focus), focus + 1));
            default -> Step.stay(typed(input));
          };
      case Input.Letter _ -> Step.stay(typed(input));
      case Input.Wheel(int rows) -> Step.stay(to(focus + Integer.signum(rows)));
      case Input.Click(int x, int y) -> Step.stay(clicked(x, y, size.rows()));
    };
  }

  /// The name of a workspace stays.
  private int first() {
    return before.isPresent() ? NAME + 1 : NAME;
  }

  private FormScreen to(int index) {
    return with(fields, Math.clamp(index, first(), fields.size() - 1));
  }

  private FormScreen typed(Input input) {
    TextField field = fields.get(focus);
    boolean spare = focus > LINES && field.text().isEmpty();
    return spare && input.is(Input.Key.BACKSPACE)
        ? with(fields.withoutLine(focus), focus - 1)
        : with(fields.with(focus, field.on(input)), focus);
  }

  private FormScreen clicked(int x, int y, int rows) {
    for (int i = first(); i < fields.size(); i++) {
      if (row(i, rows) == y) {
        return with(fields.with(i, fields.get(i).click(x - LABEL)), i);
      }
    }
    return this;
  }

  private Step save() {
    for (int i = first(); i < fields.size(); i++) {
      FormScreen asked = new FormScreen(before, taken, fields, i, true, false, false, "");
      if (asked.mistake(i).isPresent()) {
        return Step.stay(asked);
      }
    }
    return Step.stay(
        new FormScreen(before, taken, fields, focus, true, true, false, ""),
        new Request.Save(fields.draft(), before));
  }

  @Override
  public Step on(News news, Size size) {
    return switch (news) {
      case News.Changed _ -> new Step.Back();
      case News.Failed(String reason) ->
          Step.stay(new FormScreen(before, taken, fields, focus, true, false, false, reason));
      default -> Step.stay(this);
    };
  }

  private FormScreen with(FormFields next, int index) {
    return new FormScreen(before, taken, next, index, tried, false, false, failure);
  }

  private FormScreen asking(boolean on) {
    return new FormScreen(before, taken, fields, focus, tried, saving, on, failure);
  }

  @Override
  public Note note() {
    if (saving) {
      return Note.quiet("saving…");
    }
    return failure.isEmpty() ? Note.quiet(isChanged() ? "not saved yet" : "") : Note.bad(failure);
  }

  /// Where a field is drawn; negative or below the last row where it is not seen.
  private int row(int index, int rows) {
    if (index < LINES) {
      return 2 * index;
    }
    int seen = Math.max(1, rows - FIRST_LINE);
    int first = Math.max(0, focus - LINES - seen + 1);
    int place = index - LINES - first;
    return place < 0 ? -1 : FIRST_LINE + place;
  }

  @Override
  public void draw(Canvas canvas) {
    for (int i = 0; i < LINES; i++) {
      int y = row(i, canvas.height());
      canvas.text(2, y, FormFields.LABELS.get(i), i == focus ? Look.STRONG : Look.QUIET);
      field(canvas, i, y, canvas.width() - LABEL - 2);
      Optional<String> wrong = mistake(i);
      String hint = i < first() ? "stays as it is" : HINTS.get(i);
      canvas.text(LABEL, y + 1, wrong.orElse(hint), wrong.isPresent() ? Look.BAD : Look.QUIET);
    }
    canvas.text(2, FIRST_LINE, "environment", focus >= LINES ? Look.STRONG : Look.QUIET);
    for (int i = LINES; i < fields.size(); i++) {
      int y = row(i, canvas.height());
      Optional<String> wrong = mistake(i);
      field(canvas, i, y, canvas.width() - LABEL - 2 - (wrong.isPresent() ? MISTAKE : 0));
      if (wrong.isPresent()) {
        canvas.text(canvas.width() - MISTAKE, y, wrong.get(), Look.BAD);
      }
    }
  }

  private void field(Canvas canvas, int index, int y, int width) {
    if (index == focus) {
      canvas.text(0, y, "›", Look.STRONG);
      fields.get(index).draw(canvas, LABEL, y, width);
    } else {
      canvas.cell(LABEL, y, width, shown(index), Look.PLAIN);
    }
  }

  /// A secret is seen only where it is typed.
  private String shown(int index) {
    String text = fields.get(index).text();
    return index < LINES ? text : new WorkspaceText().variable(text);
  }
}
