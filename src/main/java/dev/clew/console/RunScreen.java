package dev.clew.console;

import dev.clew.runs.Run;
import dev.clew.runs.State;
import java.util.ArrayList;
import java.util.List;

/// One run: its spans, log, events and metrics.
///
/// @param parts all of them, in their order
/// @param shown index of the part that is seen
/// @param opened which parts have been seen; what they need is read from then on
/// @param failure of the last reading, empty where it went well
/// @param idle seconds until the run is read anew; negative while it is
record RunScreen(
    RunRow head, List<RunPart> parts, int shown, List<Integer> opened, String failure, int idle)
    implements Screen {
  private static final int HEADING = 3;
  private static final int READING = -1;
  private static final int TREE = 0;
  private static final int LOG = 1;
  private static final int EVENTS = 2;
  private static final int METRICS = 3;

  static RunScreen of(RunRow row) {
    List<RunPart> parts =
        List.of(TreePart.EMPTY, LogPart.of(isLive(row)), EventPart.EMPTY, MetricPart.EMPTY);
    return new RunScreen(row, parts, TREE, List.of(TREE), "", READING);
  }

  private static boolean isLive(RunRow row) {
    return row.state() instanceof State.Running;
  }

  @Override
  public String name() {
    return "run";
  }

  @Override
  public String title() {
    return head.title();
  }

  @Override
  public String subject() {
    return head.id();
  }

  @Override
  public String keys() {
    return part().isTyping() ? part().keys() : "Tab part · " + part().keys();
  }

  @Override
  public boolean isTyping() {
    return part().isTyping();
  }

  private RunPart part() {
    return parts.get(shown);
  }

  @Override
  public List<Request> wanted() {
    return List.of(new Request.Inspect(head.id()));
  }

  @Override
  public Step on(Input input, Size size) {
    Size inner = new Size(size.columns(), size.rows() - HEADING);
    if (isTyping()) {
      return Step.stay(with(shown, part().on(input, inner)));
    }
    return switch (input) {
      case Input.Press(Input.Key key) when key == Input.Key.ESCAPE -> new Step.Back();
      case Input.Press(Input.Key key) when key == Input.Key.TAB ->
          turned((shown + 1) % parts.size());
      case Input.Letter(char letter) when letter >= '1' && letter <= '4' -> turned(letter - '1');
      case Input.Press(Input.Key key) when key == Input.Key.ENTER ->
          part().chosen().<Step>map(screen -> new Step.Open(this, screen)).orElse(Step.stay(this));
      case Input.Click(int x, int y) when y == HEADING - 2 -> clicked(x);
      default -> Step.stay(with(shown, part().on(input.below(HEADING), inner)));
    };
  }

  private Step clicked(int x) {
    int end = 2;
    for (int i = 0; i < parts.size(); i++) {
      end += label(i).length();
      if (x < end) {
        return turned(i);
      }
    }
    return Step.stay(this);
  }

  private Step turned(int to) {
    List<Integer> seen = new ArrayList<>(opened);
    List<Request> requests = new ArrayList<>();
    if (!seen.contains(to)) {
      seen.add(to);
      if (to == LOG) {
        requests.add(new Request.Log(head.id(), isLive(head)));
      } else if (to == METRICS) {
        requests.add(new Request.Metrics(head.id()));
      }
    }
    return new Step.Stay(
        new RunScreen(head, parts, to, List.copyOf(seen), failure, idle), requests);
  }

  @Override
  public Step on(News news, Size size) {
    int height = size.rows() - HEADING;
    return switch (news) {
      case News.Inspected(Run run, long millis) -> Step.stay(with(run, millis));
      case News.LogRows(var lines, boolean ended) when parts.get(LOG) instanceof LogPart log ->
          Step.stay(with(LOG, log.plus(lines, ended, height)));
      case News.Measured(var series, _) when parts.get(METRICS) instanceof MetricPart metrics ->
          Step.stay(with(METRICS, metrics.of(series)));
      case News.Failed(String reason) -> Step.stay(failed(reason));
      case News.Tick() when idle > 0 -> Step.stay(waiting(idle - 1));
      case News.Tick() when idle == 0 && isLive(head) ->
          shown == METRICS
              ? Step.stay(
                  waiting(READING), new Request.Inspect(head.id()), new Request.Metrics(head.id()))
              : Step.stay(waiting(READING), new Request.Inspect(head.id()));
      default -> Step.stay(this);
    };
  }

  private RunScreen with(Run run, long millis) {
    List<RunPart> next = new ArrayList<>(parts);
    if (parts.get(TREE) instanceof TreePart tree && parts.get(EVENTS) instanceof EventPart events) {
      next.set(TREE, tree.of(run));
      next.set(EVENTS, events.of(run));
    }
    int pause = (int) Math.min(60, millis / 100);
    return new RunScreen(RunRow.of(run), List.copyOf(next), shown, opened, "", pause);
  }

  private RunScreen with(int index, RunPart part) {
    List<RunPart> next = new ArrayList<>(parts);
    next.set(index, part);
    return new RunScreen(head, List.copyOf(next), shown, opened, failure, idle);
  }

  private RunScreen failed(String reason) {
    return new RunScreen(head, parts, shown, opened, reason, 5);
  }

  private RunScreen waiting(int seconds) {
    return new RunScreen(head, parts, shown, opened, failure, seconds);
  }

  @Override
  public Note note() {
    return failure.isEmpty() || isTyping() ? part().note() : Note.bad(failure);
  }

  @Override
  public void draw(Canvas canvas) {
    int x = canvas.text(2, 0, head.state().label(), Look.of(head.state()));
    x = canvas.text(x, 0, " · " + head.duration(canvas.now()), Look.PLAIN);
    x = canvas.text(x, 0, " · started " + head.started(canvas.now()), Look.PLAIN);
    x = canvas.text(x, 0, " · stages " + head.stages(), Look.PLAIN);
    canvas.text(x, 0, " · run " + head.id(), Look.QUIET);
    int tab = 2;
    for (int i = 0; i < parts.size(); i++) {
      tab = canvas.text(tab, HEADING - 2, label(i), i == shown ? Look.MARKED : Look.PLAIN);
    }
    part().draw(canvas.rows(HEADING, canvas.height() - HEADING));
  }

  private String label(int index) {
    return " " + (index + 1) + " " + parts.get(index).label() + " ";
  }
}
