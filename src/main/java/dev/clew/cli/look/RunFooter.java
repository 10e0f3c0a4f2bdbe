package dev.clew.cli.look;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.frame.Deliveries;
import dev.clew.record.Attributes;
import dev.clew.runs.Origin;
import dev.clew.runs.Run;
import dev.clew.runs.RunNode;
import dev.clew.terminal.Amounts;
import dev.clew.terminal.DisplayWidth;
import dev.clew.terminal.TerminalText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What stands below the tree of a run, in lines that fit the terminal.
final class RunFooter {
  private static final String BETWEEN = " · ";

  private final CliContext context;

  RunFooter(CliContext context) {
    this.context = context;
  }

  /// The lines; a path or an address is not cut.
  List<String> lines(Run run) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String fact : facts(run)) {
      String longer = line.isEmpty() ? fact : line + BETWEEN + fact;
      if (!line.isEmpty() && DisplayWidth.of(longer) > context.width()) {
        lines.add(line);
        longer = fact;
      }
      line = longer;
    }
    lines.add(line);
    return lines;
  }

  private List<String> facts(Run run) {
    List<String> facts = new ArrayList<>();
    run.roots().stream()
        .filter(root -> root.kind() == RunNode.Kind.RUN)
        .map(root -> workspace(root.attributes()))
        .filter(workspace -> !workspace.isEmpty())
        .distinct()
        .forEach(facts::add);
    run.summary()
        .ifPresent(
            known -> {
              known.outputLines().ifPresent(lines -> facts.add(output(lines)));
              known
                  .peakMemory()
                  .ifPresent(peak -> facts.add("peak memory " + Amounts.bytes((double) peak)));
            });
    run.roots().stream()
        .filter(root -> root.kind() == RunNode.Kind.RUN)
        .map(SpanFigures::tokens)
        .filter(tokens -> !tokens.isEmpty())
        .forEach(tokens -> facts.add("tokens " + tokens));
    switch (run.origin()) {
      case Origin.LocalFile(Path path, _, long damaged) -> {
        if (damaged > 0) {
          facts.add(Amounts.count(damaged) + " damaged lines skipped");
        }
        facts.add(TerminalText.plain(home(path.toString())));
      }
      case Origin.Server(String url) -> facts.add(TerminalText.plain(url));
    }
    if (Deliveries.word(run).equals("pending")) {
      facts.add("not delivered: clew replay " + TerminalText.plain(run.id()));
    }
    return facts;
  }

  /// The workspace that the command came from, and what chose it.
  private static String workspace(Attributes attributes) {
    String name = TerminalText.plain(attributes.text("clew.workspace"));
    if (name.isEmpty()) {
      return "";
    }
    return "workspace "
        + name
        + switch (attributes.text("clew.workspace.choice")) {
          case "argument" -> ", by its name";
          case "cwd" -> ", by the working directory";
          case "last" -> ", the last one used";
          case "list" -> ", from the console's list";
          default -> "";
        };
  }

  private static String output(long lines) {
    return lines == 1 ? "1 line of output" : Amounts.count(lines) + " lines of output";
  }

  private String home(String file) {
    String home = context.userHome() + "/";
    return file.startsWith(home) ? "~/" + file.substring(home.length()) : file;
  }
}
