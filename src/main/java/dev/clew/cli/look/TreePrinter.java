package dev.clew.cli.look;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.StateColors;
import dev.clew.runs.Run;
import dev.clew.runs.RunNode;
import dev.clew.runs.State;
import dev.clew.terminal.DisplayWidth;
import dev.clew.terminal.Palette;
import dev.clew.terminal.TerminalText;
import dev.clew.terminal.TimeBar;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Prints a run as a tree with a time axis.
final class TreePrinter {
  private static final int MAX_NAME = 68;
  private static final int MIN_NAME = 20;
  private static final int MIN_BAR = 8;
  private static final int MAX_BAR = 60;
  private static final String TAIL_INDENT = "    ";

  private final CliContext context;
  private final Palette palette;
  private final int tail;

  /// @param tail how many output lines to show of what failed
  TreePrinter(CliContext context, Palette palette, int tail) {
    this.context = context;
    this.palette = palette;
    this.tail = tail;
  }

  /// A line of the tree before the columns are aligned. The widths of the columns.
  private record Layout(int name, int state, int duration, TimeBar bar) {}

  void print(Run run) {
    List<RunNode> top = top(run);
    List<RunNode> rows = new ArrayList<>();
    collect(top, rows);
    Layout layout = layout(run, rows);
    String id = "run " + TerminalText.plain(run.id());
    int room = Math.max(0, layout.name() - DisplayWidth.of(id) - 4);
    String title = DisplayWidth.column(TerminalText.named(run.title()), room);
    context
        .out()
        .println(
            palette.bold(id) + "  " + title + "  " + state(run.state(), layout) + run.duration());
    if (single(run)) {
      String inside = top.isEmpty() ? "" : "│   ";
      indented(SpanStory.lines(run.roots().getFirst(), tail), inside);
      if (top.stream().noneMatch(RunNode::explainsFailure)) {
        tail(run.roots().getFirst(), inside);
      }
    }
    tree(top, "", layout);
    context.out().println();
    new RunFooter(context).lines(run).forEach(line -> context.out().println(palette.dim(line)));
  }

  private static boolean single(Run run) {
    return run.roots().stream().filter(root -> root.kind() == RunNode.Kind.RUN).count() == 1;
  }

  /// The header stands for the command that started the run; with several such commands each is a
  /// line of its own.
  private static List<RunNode> top(Run run) {
    if (!single(run)) {
      return run.roots();
    }
    return Stream.concat(run.roots().getFirst().children().stream(), run.roots().stream().skip(1))
        .sorted((one, other) -> Long.compare(one.startNanos(), other.startNanos()))
        .toList();
  }

  private static void collect(List<RunNode> nodes, List<RunNode> rows) {
    for (RunNode node : nodes) {
      rows.add(node);
      collect(node.children(), rows);
    }
  }

  private Layout layout(Run run, List<RunNode> rows) {
    int state = run.state().label().length();
    int duration = run.duration().length();
    for (RunNode row : rows) {
      state = Math.max(state, row.state().label().length());
      duration = Math.max(duration, row.duration().length());
    }
    int fixed = 2 + state + 2 + duration + 2;
    int width = context.width();
    int bar = Math.max(MIN_BAR, width * 13 / 100);
    int name = Math.clamp(width - fixed - bar, MIN_NAME, MAX_NAME - 2);
    int room = width - fixed - name;
    bar = room < MIN_BAR ? 0 : Math.min(room, MAX_BAR);
    return new Layout(
        name + 2, state, duration, new TimeBar(run.startNanos(), run.endNanos(), bar));
  }

  private String state(State state, Layout layout) {
    String label = state.label();
    return StateColors.of(state, label, palette) + " ".repeat(layout.state() - label.length() + 2);
  }

  private void tree(List<RunNode> nodes, String guide, Layout layout) {
    for (int i = 0; i < nodes.size(); i++) {
      RunNode node = nodes.get(i);
      boolean last = i == nodes.size() - 1;
      String below = guide + (last ? "    " : "│   ");
      line(node, guide + (last ? "└── " : "├── "), layout);
      String inside = node.children().isEmpty() ? below : below + "│   ";
      indented(SpanStory.lines(node, tail), inside);
      if (node.children().stream().noneMatch(RunNode::explainsFailure)) {
        tail(node, inside);
      }
      tree(node.children(), below, layout);
    }
  }

  private void line(RunNode node, String guide, Layout layout) {
    String fitted = DisplayWidth.fit(guide, Math.max(4, layout.name() - 12));
    int room = Math.max(1, layout.name() - 2 - DisplayWidth.of(fitted));
    String duration = node.duration();
    String line =
        palette.dim(fitted)
            + DisplayWidth.column(label(node), room)
            + "  "
            + state(node.state(), layout)
            + (node.state() instanceof State.Skipped ? "" : timing(node, duration, layout));
    context.out().println(line.stripTrailing());
  }

  private static String label(RunNode node) {
    String figures = SpanFigures.of(node);
    String name = TerminalText.named(node.name());
    return figures.isEmpty() ? name : name + "  " + TerminalText.plain(figures);
  }

  private String timing(RunNode node, String duration, Layout layout) {
    return duration
        + " ".repeat(layout.duration() - duration.length() + 2)
        + (node.isTimed()
            ? StateColors.of(
                node.state(), layout.bar().of(node.startNanos(), node.endNanos()), palette)
            : "");
  }

  private void tail(RunNode node, String guide) {
    if (!(node.state() instanceof State.Failed)) {
      return;
    }
    List<String> lines = node.outputTail();
    indented(lines.subList(Math.max(0, lines.size() - Math.max(0, tail)), lines.size()), guide);
  }

  private void indented(List<String> lines, String guide) {
    int room = Math.max(MIN_NAME, context.width() - DisplayWidth.of(guide) - TAIL_INDENT.length());
    for (String line : lines) {
      String text = DisplayWidth.fit(TerminalText.plain(line), room);
      context.out().println((palette.dim(guide) + TAIL_INDENT + text).stripTrailing());
    }
  }
}
