package dev.clew.console;

import dev.clew.console.launch.LaunchView;
import dev.clew.runs.RunNode;
import dev.clew.runs.State;
import dev.clew.terminal.Durations;
import io.opentelemetry.api.trace.SpanContext;
import java.util.List;
import java.util.Optional;

/// A launch of a workspace: its stages as its run records them, and the end of its output.
///
/// @param number of the launch, negative before it has begun
/// @param progress what is known of it; empty before anything is
/// @param above how many lines of output are below those that are seen; 0 follows them
/// @param column first column of the output that is seen
/// @param stopping whether the operator is asked whether to stop it
/// @param failure why it could not be launched, empty where it could
record LaunchScreen(
    String workspace,
    int number,
    Optional<News.Progress> progress,
    int above,
    int column,
    boolean stopping,
    String failure)
    implements Screen {
  private static final int STARTING = -1;
  private static final int STAGES = 2;
  private static final int SIDEWAYS = 20;

  static LaunchScreen starting(String workspace) {
    return new LaunchScreen(workspace, STARTING, Optional.empty(), 0, 0, false, "");
  }

  /// The same for one that has begun already.
  static LaunchScreen watching(LaunchView launch) {
    return new LaunchScreen(launch.workspace(), launch.number(), Optional.empty(), 0, 0, false, "");
  }

  /// Whether it is about to be launched.
  boolean isStarting() {
    return number == STARTING && failure.isEmpty();
  }

  @Override
  public String name() {
    return "launch";
  }

  @Override
  public String title() {
    return "launch " + workspace;
  }

  @Override
  public String subject() {
    return workspace;
  }

  @Override
  public String keys() {
    return isRunning()
        ? "↑↓←→ output · Enter run · x stop"
        : "↑↓←→ output · Enter run · r launch again";
  }

  @Override
  public List<Request> wanted() {
    return List.of(
        number == STARTING
            ? new Request.Launch(workspace, SpanContext.getInvalid())
            : new Request.Watch(number));
  }

  private boolean isRunning() {
    return failure.isEmpty() && progress.map(known -> known.launch().isRunning()).orElse(true);
  }

  private boolean isAsked() {
    return progress.filter(known -> known.launch().isAsked()).isPresent();
  }

  @Override
  public Optional<Question> question() {
    if (!stopping || !isRunning()) {
      return Optional.empty();
    }
    return Optional.of(
        isAsked()
            ? new Question("It was asked to stop, and has not. Kill it?", "kill")
            : new Question("Stop " + workspace + "? It is sent INT, as by Ctrl-C.", "stop"));
  }

  @Override
  public Step answered(boolean yes) {
    LaunchScreen next = asking(false);
    return yes ? Step.stay(next, new Request.Stop(number, isAsked())) : Step.stay(next);
  }

  @Override
  public Step on(Input input, Size size) {
    return switch (input) {
      case Input.Press(Input.Key key) ->
          switch (key) {
            case ESCAPE -> new Step.Back();
            case ENTER -> opened();
            case LEFT -> Step.stay(at(above, Math.max(0, column - SIDEWAYS)));
            case RIGHT -> Step.stay(at(above, column + SIDEWAYS));
            default -> Step.stay(scrolled(input, size));
          };
      case Input.Letter(char letter) when letter == 'x' && isRunning() && number != STARTING ->
          Step.stay(asking(true));
      case Input.Letter(char letter) when letter == 'r' && !isRunning() ->
          Step.stay(starting(workspace), new Request.Launch(workspace, SpanContext.getInvalid()));
      default -> Step.stay(scrolled(input, size));
    };
  }

  private Step opened() {
    return progress
        .flatMap(News.Progress::run)
        .<Step>map(row -> new Step.Open(this, RunScreen.of(row)))
        .orElse(Step.stay(this));
  }

  private LaunchScreen scrolled(Input input, Size size) {
    int lines = output().size();
    int height = room(size.rows());
    int most = Math.max(0, lines - height);
    int top = most - Math.min(above, most);
    return new ListCursor(top, 0)
        .on(input, most + 1, height)
        .map(next -> at(most - next.selected(), column))
        .orElse(this);
  }

  private List<String> output() {
    return progress.map(known -> known.launch().output()).orElse(List.of());
  }

  @Override
  public Step on(News news, Size size) {
    return switch (news) {
      case News.Progress next -> Step.stay(with(next));
      case News.Failed(String reason) ->
          Step.stay(new LaunchScreen(workspace, number, progress, above, column, false, reason));
      default -> Step.stay(this);
    };
  }

  /// What is read stays under the eye while lines come.
  private LaunchScreen with(News.Progress next) {
    long before = progress.map(known -> known.launch().dropped()).orElse(0L) + output().size();
    long now = next.launch().dropped() + next.launch().output().size();
    int moved = above == 0 ? 0 : (int) (above + now - before);
    return new LaunchScreen(
        workspace, next.launch().number(), Optional.of(next), moved, column, stopping, "");
  }

  private LaunchScreen at(int lines, int first) {
    return new LaunchScreen(workspace, number, progress, lines, first, stopping, failure);
  }

  private LaunchScreen asking(boolean on) {
    return new LaunchScreen(workspace, number, progress, above, column, on, failure);
  }

  @Override
  public Note note() {
    if (!failure.isEmpty()) {
      return Note.bad(failure);
    }
    if (isAsked() && isRunning()) {
      return Note.quiet("It was asked to stop; x again kills it.");
    }
    return Note.quiet(
        isRunning()
            ? "It goes on when you leave this screen."
            : above > 0 ? above + " lines below" : "");
  }

  private int stages(int rows) {
    int known =
        progress
            .flatMap(News.Progress::node)
            .map(node -> TreePart.rows(List.of(node)).size())
            .orElse(1);
    return Math.min(known, Math.max(1, (rows - STAGES) / 2));
  }

  /// Rows for the output.
  private int room(int rows) {
    return Math.max(1, rows - STAGES - stages(rows) - 2);
  }

  @Override
  public void draw(Canvas canvas) {
    if (progress.isEmpty()) {
      canvas.text(2, 0, failure.isEmpty() ? "Starting…" : "It was not launched.", Look.QUIET);
      return;
    }
    News.Progress known = progress.get();
    LaunchView launch = known.launch();
    State state = WorkspaceRow.state(launch);
    long end = launch.isRunning() ? canvas.now() : launch.endNanos();
    int x = canvas.text(2, 0, state.label(), Look.of(state));
    String took = Durations.text(Math.max(0, end - launch.startNanos()));
    x = canvas.text(x, 0, " · " + took, Look.PLAIN);
    x = canvas.text(x, 0, " · workspace " + workspace, Look.PLAIN);
    canvas.text(x, 0, " · run " + launch.run(), Look.QUIET);
    int height = stages(canvas.height());
    stages(canvas.rows(STAGES, height), known, end);
    canvas.text(2, STAGES + height + 1, "output", Look.QUIET);
    output(canvas.rows(STAGES + height + 2, room(canvas.height())));
  }

  private static void stages(Canvas canvas, News.Progress known, long end) {
    Optional<RunNode> node = known.node();
    if (node.isPresent()) {
      TreePart.last(canvas, TreePart.rows(List.of(node.get())), node.get().startNanos(), end);
    } else {
      canvas.text(2, 0, known.launch().isRunning() ? "Starting…" : known.obstacle(), Look.QUIET);
    }
  }

  private void output(Canvas canvas) {
    List<String> lines = output();
    int most = Math.max(0, lines.size() - canvas.height());
    int first = most - Math.min(above, most);
    for (int y = 0; y < canvas.height() && first + y < lines.size(); y++) {
      canvas.text(2, y, sideways(lines.get(first + y)), Look.PLAIN);
    }
  }

  private String sideways(String line) {
    int points = Math.min(column, line.codePointCount(0, line.length()));
    return line.substring(line.offsetByCodePoints(0, points));
  }
}
