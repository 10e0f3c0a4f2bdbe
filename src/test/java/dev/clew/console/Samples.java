package dev.clew.console;

import dev.clew.record.Attributes;
import dev.clew.record.Level;
import dev.clew.record.LogEntry;
import dev.clew.record.Metric;
import dev.clew.record.RecordSource;
import dev.clew.record.Value;
import dev.clew.runs.Origin;
import dev.clew.runs.Run;
import dev.clew.runs.RunNode;
import dev.clew.runs.Series;
import dev.clew.runs.State;
import dev.tamboui.buffer.Buffer;
import dev.tamboui.layout.Rect;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Runs that screens show, and frames as text.
final class Samples {
  static final long SECOND = 1_000_000_000;
  static final long START = 1_700_000_000L * SECOND;
  static final long NOW = START + 90 * SECOND;
  static final Size SIZE = Frame.inside(80, 24);

  private Samples() {}

  static RunRow row(int number, State state, String title) {
    return RunRow.of(run(number, state, title, List.of(), List.of()));
  }

  static Run run(
      int number, State state, String title, List<RunNode> roots, List<LogEntry> events) {
    return new Run(
        "%016x".formatted(number),
        new Origin.Server("http://build:4000"),
        title,
        title,
        state,
        START,
        START + 12 * SECOND,
        List.of("shop"),
        roots.stream().mapToLong(root -> root.children().size()).sum(),
        roots,
        events,
        Optional.empty());
  }

  static Run build(int number, boolean good) {
    State end = good ? new State.Ok() : new State.Failed(OptionalInt.of(2), false);
    State lint = good ? new State.Ok() : new State.Failed(OptionalInt.of(1), false);
    List<RunNode> stages =
        List.of(
            node("a1", "compile", new State.Ok(), 0, 4, List.of()),
            node("a2", "unit", new State.Ok(), 4, good ? 9 : 7, List.of()),
            node("a3", "漢字 \u001b[31mlint", lint, 10, 12, List.of()));
    RunNode root = node("aa", "make test", end, 0, 12, stages);
    List<LogEntry> events =
        List.of(event(0, "run.started", "make test started"), event(12, "run.finished", "done"));
    return run(number, end, "make test", List.of(root), events);
  }

  private static RunNode node(
      String id, String name, State state, int from, int to, List<RunNode> children) {
    return new RunNode(
        id,
        "",
        "0af7651916cd43dd8448eb211c80319c",
        name,
        children.isEmpty() ? RunNode.Kind.STAGE : RunNode.Kind.RUN,
        state,
        START + from * SECOND,
        START + to * SECOND,
        state instanceof State.Failed ? List.of("src/Foo.java:12: unused import") : List.of(),
        "",
        List.of(),
        attributes("clew.name", name),
        children);
  }

  static LogEntry event(int second, String name, String body) {
    return new LogEntry(
        RecordSource.of(Attributes.EMPTY, "clew.run"),
        START + second * SECOND,
        Level.INFO.severity(),
        "INFO",
        new Value.StringValue(body),
        name,
        "",
        "",
        Attributes.EMPTY);
  }

  static LogRow line(int number, String text) {
    return new LogRow(START + number * 1_000_000L, Level.INFO, "stdout", text, "");
  }

  static Series series(String name, double... values) {
    List<Double> trend = java.util.Arrays.stream(values).boxed().toList();
    return new Series(
        name,
        "By",
        new Metric.Gauge(),
        attributes("process.executable.name", "make"),
        1,
        new Series.From("", "", ""),
        values.length,
        new Series.Numbers(trend.getFirst(), trend.getLast(), 1, 9, trend));
  }

  private static Attributes attributes(String key, String value) {
    Attributes.Builder attributes = new Attributes.Builder();
    attributes.add(key, new Value.StringValue(value));
    return attributes.build();
  }

  /// A screen after inputs and news, as the console makes it.
  static Screen after(Screen screen, Object... each) {
    Screen now = screen;
    for (Object one : each) {
      Step step = one instanceof News news ? now.on(news, SIZE) : now.on((Input) one, SIZE);
      now =
          switch (step) {
            case Step.Stay(Screen next, _) -> next;
            case Step.Open(_, Screen next) -> next;
            case Step.Back() -> throw new AssertionError("left the screen");
          };
    }
    return now;
  }

  static List<Request> asked(Screen screen, Object one) {
    Step step = one instanceof News news ? screen.on(news, SIZE) : screen.on((Input) one, SIZE);
    return step instanceof Step.Stay(_, List<Request> requests) ? requests : List.of();
  }

  /// Keys as they are typed; `<` and `>` enclose the name of one that is no letter.
  static Object[] keys(String text) {
    List<Object> inputs = new java.util.ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '<') {
        int end = text.indexOf('>', i);
        inputs.add(new Input.Press(Input.Key.valueOf(text.substring(i + 1, end))));
        i = end;
      } else {
        inputs.add(new Input.Letter(text.charAt(i)));
      }
    }
    return inputs.toArray();
  }

  /// What a terminal of 80 columns and 24 rows shows, without blanks at the ends of lines.
  static String frame(Screen... way) {
    return frame(80, 24, way);
  }

  static String frame(int columns, int rows, Screen... way) {
    Buffer buffer = Buffer.empty(new Rect(0, 0, columns, rows));
    new Frame("~/.clew", true, nanos -> "10:00:%02d.000".formatted((nanos - START) / SECOND))
        .draw(buffer, List.of(way), Optional.empty(), NOW);
    StringBuilder text = new StringBuilder();
    for (int y = 0; y < rows; y++) {
      StringBuilder line = new StringBuilder();
      for (int x = 0; x < columns; x++) {
        line.append(buffer.get(x, y).symbol());
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
