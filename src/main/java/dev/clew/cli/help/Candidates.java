package dev.clew.cli.help;

import dev.clew.cli.frame.CliContext;
import dev.clew.cli.help.Completer.Answer;
import dev.clew.cli.help.Completer.Candidate;
import dev.clew.config.ConfigPath;
import dev.clew.config.Settings;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.runs.Run;
import dev.clew.runs.RunNode;
import dev.clew.runs.file.History;
import dev.clew.terminal.Durations;
import dev.clew.terminal.TerminalText;
import dev.clew.workflow.execution.ExecutionHome;
import dev.clew.workspace.Workspace;
import dev.clew.workspace.WorkspaceCatalog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/// The values that an option or a parameter may have, told by its type or by its label.
public final class Candidates {
  /// Runs that are offered, and runs whose stages are.
  private static final int RUNS = 50;

  private static final int RECENT = 10;

  private final CliContext context;

  public Candidates(CliContext context) {
    this.context = context;
  }

  /// @param word what is there of the value
  /// @param run what `--run` says, or nothing
  Answer of(CommandSpec command, ArgSpec argument, String word, String run) {
    if (argument.completionCandidates() != null) {
      return words(
          StreamSupport.stream(argument.completionCandidates().spliterator(), false)
              .map(each -> each.toLowerCase(Locale.ROOT)));
    }
    return switch (argument.paramLabel()) {
      case "RUN" -> new Answer("none", word.startsWith("@") ? references() : runs(word));
      case "EXEC" -> words(executions());
      case "WORKSPACE" -> words(workspaces());
      case "KEY" -> words(Settings.keys().stream());
      case "CODE" -> new Answer("none", codes());
      case "LEVEL" -> words(Stream.of("debug", "info", "warn", "error"));
      case "PROFILE" -> words(Stream.of("dev", "production"));
      case "FILE" -> new Answer("files", List.of());
      case "DIR" -> new Answer("directories", List.of());
      case "NAME" ->
          switch (command.name()) {
            case "step" -> words(stages().stream());
            case "metrics" -> words(metrics(run).stream());
            default -> Answer.NONE;
          };
      default -> Answer.NONE;
    };
  }

  private static Answer words(Stream<String> words) {
    return new Answer("none", words.map(word -> new Candidate(word, "")).toList());
  }

  private Stream<String> workspaces() {
    try {
      var paths = ConfigPath.all(null, context.cwd(), context.home(), context.env());
      var catalog = new WorkspaceCatalog(paths, context.home(), context.userHome());
      return catalog.all().stream().map(Workspace::name);
    } catch (ClewError _) {
      // A shell that completes has no place for an error; the command itself will say it.
      return Stream.empty();
    }
  }

  private Stream<String> executions() {
    try {
      return new ExecutionHome(context.home().root())
          .all().stream().limit(RUNS).map(Object::toString);
    } catch (ClewError _) {
      // As above.
      return Stream.empty();
    }
  }

  private static List<Candidate> codes() {
    return Arrays.stream(ErrorCode.values())
        .map(code -> new Candidate(code.name(), code.headline()))
        .toList();
  }

  private History history() {
    return new History(context.home(), context.clock());
  }

  private List<Run> latest(String prefix, int limit) {
    try {
      return history().latest(prefix, limit);
    } catch (ClewError _) {
      // A shell that completes has no place for an error; the command itself will say it.
      return List.of();
    }
  }

  private List<Candidate> runs(String prefix) {
    List<Candidate> runs = new ArrayList<>();
    for (Run run : latest(prefix, RUNS)) {
      String ago = Durations.ago(Math.max(0, context.nowNanos() - run.startNanos()));
      runs.add(new Candidate(run.id(), run.state().label() + ", " + ago + ": " + run.title()));
    }
    return runs;
  }

  /// The newest run that failed, the one before the newest, and recent runs by name.
  private List<Candidate> references() {
    Map<String, Candidate> candidates = new LinkedHashMap<>();
    candidates.put("failed", new Candidate("@failed", "the newest run that failed"));
    candidates.put("1", new Candidate("@1", "the run before the newest"));
    for (Run run : latest("", RECENT)) {
      if (!run.name().isEmpty() && run.name().equals(TerminalText.plain(run.name()))) {
        candidates.putIfAbsent(
            run.name(), new Candidate("@" + run.name(), "the newest of this name: " + run.title()));
      }
    }
    return List.copyOf(candidates.values());
  }

  private Set<String> stages() {
    Set<String> names = new LinkedHashSet<>();
    latest("", RECENT).forEach(run -> stages(run.roots(), names));
    names.removeIf(name -> !name.equals(TerminalText.plain(name)));
    return names;
  }

  private static void stages(List<RunNode> nodes, Set<String> names) {
    for (RunNode node : nodes) {
      if (node.kind() == RunNode.Kind.STAGE) {
        names.add(node.name());
      }
      stages(node.children(), names);
    }
  }

  private Set<String> metrics(String run) {
    Set<String> names = new TreeSet<>();
    try {
      history()
          .find(run)
          .metrics("")
          .read(
              point -> {
                names.add(point.metric().name());
                return true;
              });
    } catch (ClewError _) {
      return Set.of();
    }
    return names;
  }
}
